import type { SampleClock } from '../clock.ts';
import type { DriveType } from '../options.ts';
import { createChangeLog, type ChangeLog } from './change-log.ts';
import type { Content } from './content.ts';
import { createGrownChildren, type GrowthPlan } from './growth.ts';
import { createItemIds, toDriveId, toGuid, type ItemIds } from './ids.ts';
import { toNameKey } from './name-rules.ts';
import { createNodeTable, type NodeTable } from './node-table.ts';
import { selfAndAncestors, selfAndDescendants, type DriveNode, type NodeKind } from './node.ts';
import type { Person } from './people.ts';

export interface NewNode {
  kind: NodeKind;
  name: string;
  by: Person;
  content?: Content | null;
  sizeBytes?: number;
  createdMs?: number;
  modifiedMs?: number;
}

export interface BinEntry {
  node: DriveNode;
  folder: string;
  deletedMs: number;
  by: Person;
}

export interface Drive {
  readonly number: number;
  readonly id: string;
  readonly type: DriveType;
  readonly name: string;
  readonly webUrl: string | null;
  readonly owner: Person;
  readonly root: DriveNode;
  readonly ids: ItemIds;
  readonly log: ChangeLog;
  quotaBytes: number;
  readonly deletedBytes: number;
  binned(): BinEntry[];
  /** Including deleted ones, by number. */
  readonly table: Pick<NodeTable, 'firstSeq' | 'nextSeq' | 'peek'>;
  itemId(node: DriveNode): string;
  guid(node: DriveNode): string;
  /** Excludes deleted nodes by default. */
  byId(id: string, deletedToo?: boolean): DriveNode | null;
  child(folder: DriveNode, name: string): DriveNode | null;
  add(parent: DriveNode, entry: NewNode): DriveNode;
  grow(parent: DriveNode, plan: GrowthPlan): void;
  replaceContent(node: DriveNode, content: Content, by: Person, modifiedMs?: number): void;
  place(node: DriveNode, parent: DriveNode, name: string, by: Person): void;
  /** `forGood`: bypasses the recycle bin. */
  remove(node: DriveNode, forGood: boolean, by: Person): void;
  restore(node: DriveNode, parent: DriveNode, name: string): void;
  touch(node: DriveNode, by: Person): void;
}

interface DriveSetting {
  number: number;
  type: DriveType;
  owner: Person;
  name: string;
  webUrl?: string;
  quotaBytes: number;
  clock: SampleClock;
}

export function createDrive(setting: DriveSetting): Drive {
  const { clock, number, type, owner } = setting;
  const id = toDriveId(type, number);
  const table = createNodeTable();
  const log = createChangeLog();
  const ids = createItemIds(type, id, number);
  const bin = createBin(table, log, clock);

  function make(parent: DriveNode | null, entry: NewNode): DriveNode {
    const node = toNode(table.nextSeq, parent, entry, clock.now());
    table.add(node);
    return node;
  }

  return {
    number,
    id,
    type,
    name: setting.name,
    webUrl: setting.webUrl ?? null,
    owner,
    root: make(null, { kind: 'folder', name: 'root', by: owner }),
    ids,
    log,
    table,
    quotaBytes: setting.quotaBytes,
    get deletedBytes() {
      return bin.sizeBytes();
    },
    binned: () => bin.entries(),
    itemId: (node) => ids.toId(node.seq),
    guid: (node) => toGuid(number, node.seq),
    byId(itemId, deletedToo = false) {
      const seq = ids.parseId(itemId);
      const node = seq === null ? null : table.get(seq);
      return node === null || (node.deletedMs !== null && !deletedToo) ? null : node;
    },
    child(folder, name) {
      const found = folder.children?.get(toNameKey(name));
      return found === undefined ? null : table.get(found.seq);
    },
    add(parent, entry) {
      const node = make(parent, entry);
      link(node, parent, entry.name);
      log.note(node);
      return node;
    },
    grow(parent, plan) {
      const growth = table.grow(plan, parent, log.length);
      parent.children = createGrownChildren(growth.top, growth.makeNode, parent.children ?? undefined);
      ripple(parent, growth.sizeBytes);
      log.noteRun(growth.firstSeq, growth.count);
      log.note(parent);
    },
    ...createChanges(log, clock),
    remove: bin.put,
    restore: bin.takeOut,
  };
}

function toNode(seq: number, parent: DriveNode | null, entry: NewNode, nowMs: number): DriveNode {
  const modifiedMs = entry.modifiedMs ?? nowMs;
  const content = entry.content ?? null;
  return {
    seq,
    kind: entry.kind,
    name: entry.name,
    parent,
    children: entry.kind === 'file' ? null : new Map<string, DriveNode>(),
    content,
    sizeBytes: content?.sizeBytes ?? entry.sizeBytes ?? 0,
    createdMs: entry.createdMs ?? modifiedMs,
    modifiedMs,
    serverCreatedMs: entry.createdMs ?? nowMs,
    serverModifiedMs: modifiedMs,
    createdBy: entry.by,
    modifiedBy: entry.by,
    eVersion: 1,
    cVersion: 1,
    changedAt: -1,
    mentionedAt: -1,
    deletedMs: null,
    rare: null,
  };
}

function createChanges(
  log: ChangeLog,
  clock: SampleClock,
): Pick<Drive, 'replaceContent' | 'place' | 'touch'> {
  const stamp = (node: DriveNode, by: Person): void => {
    node.eVersion += 1;
    node.serverModifiedMs = clock.now();
    node.modifiedBy = by;
  };
  return {
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
    touch(node, by) {
      stamp(node, by);
      log.note(node);
    },
  };
}

/** Generated items become permanent, because they have changed. */
function createBin(
  table: NodeTable,
  log: ChangeLog,
  clock: SampleClock,
): { sizeBytes(): number; entries(): BinEntry[]; put: Drive['remove']; takeOut: Drive['restore'] } {
  let sizeBytes = 0;
  const entries = new Map<DriveNode, BinEntry>();
  const keptTree = (top: DriveNode): DriveNode[] =>
    [...selfAndDescendants(top)].map((one) => table.get(one.seq) ?? one);
  return {
    sizeBytes: () => sizeBytes,
    entries: () => [...entries.values()].reverse(),
    put(node, forGood, by) {
      const folder = node.parent === null ? '' : toFolderPath(node.parent);
      if (!forGood) entries.set(node, { node, folder, deletedMs: clock.now(), by });
      for (const one of keptTree(node).reverse()) {
        one.deletedMs = clock.now();
        log.note(one);
        if (forGood) one.content = null;
      }
      unlink(node);
      if (!forGood) sizeBytes += node.sizeBytes;
    },
    takeOut(node, parent, name) {
      entries.delete(node);
      if (node.parent?.children?.get(toNameKey(node.name)) === node) takeOutOfBin(node, node.parent);
      link(node, parent, name);
      sizeBytes -= node.sizeBytes;
      for (const one of keptTree(node)) {
        one.deletedMs = null;
        log.note(one);
      }
      node.eVersion += 1;
    },
  };
}

/** "/Finance/Invoices"; "" for the root. */
function toFolderPath(folder: DriveNode): string {
  const names = [...selfAndAncestors(folder)]
    .filter((each) => each.parent !== null)
    .map((each) => `/${each.name}`);
  return names.reverse().join('');
}

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

/** An item restored on its own leaves its deleted folder for good. */
function takeOutOfBin(node: DriveNode, folder: DriveNode): void {
  folder.children?.delete(toNameKey(node.name));
  for (const at of selfAndAncestors(folder)) if (at.deletedMs !== null) at.sizeBytes -= node.sizeBytes;
}
