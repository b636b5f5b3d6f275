import type { SampleClock } from '../clock.ts';
import type { DriveType } from '../options.ts';
import { createChangeLog, type ChangeLog } from './change-log.ts';
import type { Content } from './content.ts';
import { createItemIds, toDriveId, toGuid, type ItemIds } from './ids.ts';
import { toNameKey } from './name-rules.ts';
import { selfAndAncestors, selfAndDescendants, type DriveNode, type NodeKind } from './node.ts';
import type { Person } from './people.ts';

export interface NewNode {
  kind: NodeKind;
  name: string;
  by: Person;
  content?: Content | null;
  /** Of a notebook, whose bytes nobody sees. */
  sizeBytes?: number;
  createdMs?: number;
  modifiedMs?: number;
}

/** One drive: a tree of nodes with ids, sizes, tags and a log of changes. It judges nothing; the routes do. */
export interface Drive {
  readonly number: number;
  readonly id: string;
  readonly type: DriveType;
  readonly name: string;
  readonly owner: Person;
  readonly root: DriveNode;
  readonly ids: ItemIds;
  readonly log: ChangeLog;
  quotaBytes: number;
  /** Bytes in the recycle bin. */
  readonly deletedBytes: number;
  /** Every node ever made, deleted ones too, by number. */
  readonly nodes: readonly (DriveNode | undefined)[];
  itemId(node: DriveNode): string;
  guid(node: DriveNode): string;
  /** By number, deleted or not. */
  bySeq(seq: number): DriveNode | null;
  /** A living node; deleted ones only when asked. */
  byId(id: string, deletedToo?: boolean): DriveNode | null;
  child(folder: DriveNode, name: string): DriveNode | null;
  add(parent: DriveNode, entry: NewNode): DriveNode;
  replaceContent(node: DriveNode, content: Content, by: Person, modifiedMs?: number): void;
  /** Moves and renames; the caller has made sure that the name is free. */
  place(node: DriveNode, parent: DriveNode, name: string, by: Person): void;
  /** Into the recycle bin, with all below. `forGood`: past the bin. */
  remove(node: DriveNode, forGood: boolean): void;
  restore(node: DriveNode, parent: DriveNode, name: string): void;
  /** Any other change of a node's properties. */
  touch(node: DriveNode, by: Person): void;
}

interface DriveSetting {
  number: number;
  type: DriveType;
  owner: Person;
  name: string;
  quotaBytes: number;
  clock: SampleClock;
}

export function createDrive(setting: DriveSetting): Drive {
  const { clock, number, type, owner } = setting;
  const id = toDriveId(type, number);
  const nodes: DriveNode[] = [];
  const log = createChangeLog();
  const ids = createItemIds(type, id, number);
  let deletedBytes = 0;
  // Item numbers begin a little above zero, as in drives that have lived.
  const FIRST = 101;

  function make(parent: DriveNode | null, entry: NewNode): DriveNode {
    const nowMs = clock.now();
    const modifiedMs = entry.modifiedMs ?? nowMs;
    const content = entry.content ?? null;
    const node: DriveNode = {
      seq: nodes.length + FIRST,
      kind: entry.kind,
      name: entry.name,
      parent,
      children: entry.kind === 'file' ? null : new Map(),
      content,
      sizeBytes: content?.sizeBytes ?? entry.sizeBytes ?? 0,
      createdMs: entry.createdMs ?? modifiedMs,
      modifiedMs,
      serverCreatedMs: entry.createdMs ?? nowMs,
      serverModifiedMs: entry.modifiedMs ?? nowMs,
      createdBy: entry.by,
      modifiedBy: entry.by,
      eVersion: 1,
      cVersion: 1,
      changedAt: -1,
      mentionedAt: -1,
      deletedMs: null,
      rare: null,
    };
    nodes.push(node);
    return node;
  }

  const root = make(null, { kind: 'folder', name: 'root', by: owner });

  function stamp(node: DriveNode, by: Person): void {
    node.eVersion += 1;
    node.serverModifiedMs = clock.now();
    node.modifiedBy = by;
  }

  return {
    number,
    id,
    type,
    name: setting.name,
    owner,
    root,
    ids,
    log,
    nodes,
    quotaBytes: setting.quotaBytes,
    get deletedBytes() {
      return deletedBytes;
    },
    itemId: (node) => ids.toId(node.seq),
    guid: (node) => toGuid(number, node.seq),
    bySeq: (seq) => nodes[seq - FIRST] ?? null,
    byId(itemId, deletedToo = false) {
      const seq = ids.parseId(itemId);
      const node = seq === null ? undefined : nodes[seq - FIRST];
      return node === undefined || (node.deletedMs !== null && !deletedToo) ? null : node;
    },
    child: (folder, name) => folder.children?.get(toNameKey(name)) ?? null,
    add(parent, entry) {
      const node = make(parent, entry);
      link(node, parent, entry.name);
      log.note(node);
      return node;
    },
    replaceContent(node, content, by, modifiedMs) {
      const change = content.sizeBytes - node.sizeBytes;
      node.content = content;
      node.sizeBytes = content.sizeBytes;
      node.cVersion += 1;
      stamp(node, by);
      node.modifiedMs = modifiedMs ?? node.serverModifiedMs;
      ripple(node.parent, change);
      log.note(node);
    },
    place(node, parent, name, by) {
      unlink(node);
      link(node, parent, name);
      stamp(node, by);
      log.note(node);
    },
    remove(node, forGood) {
      for (const one of [...selfAndDescendants(node)].reverse()) {
        one.deletedMs = clock.now();
        log.note(one);
        if (forGood) one.content = null;
      }
      unlink(node);
      if (!forGood) deletedBytes += node.sizeBytes;
    },
    restore(node, parent, name) {
      if (node.parent?.children?.get(toNameKey(node.name)) === node) takeOutOfBin(node, node.parent);
      link(node, parent, name);
      deletedBytes -= node.sizeBytes;
      for (const one of selfAndDescendants(node)) {
        one.deletedMs = null;
        log.note(one);
      }
      node.eVersion += 1;
    },
    touch(node, by) {
      stamp(node, by);
      log.note(node);
    },
  };
}

/** Sizes and cTags of the folders above follow what is in them. */
function ripple(folder: DriveNode | null, sizeChange: number): void {
  if (folder === null) return;
  for (const at of selfAndAncestors(folder)) {
    at.sizeBytes += sizeChange;
    at.cVersion += 1;
  }
}

function unlink(node: DriveNode): void {
  node.parent?.children?.delete(toNameKey(node.name));
  ripple(node.parent, -node.sizeBytes);
}

function link(node: DriveNode, parent: DriveNode, name: string): void {
  node.parent = parent;
  node.name = name;
  parent.children?.set(toNameKey(name), node);
  ripple(parent, node.sizeBytes);
}

/** Restored by itself, an item leaves its deleted folder for good; the living folders above never had it. */
function takeOutOfBin(node: DriveNode, folder: DriveNode): void {
  folder.children?.delete(toNameKey(node.name));
  for (const at of selfAndAncestors(folder)) if (at.deletedMs !== null) at.sizeBytes -= node.sizeBytes;
}
