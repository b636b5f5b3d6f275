import type { Content } from './content.ts';
import { toNameKey } from './name-rules.ts';
import type { Children, DriveNode } from './node.ts';
import type { Person } from './people.ts';

/** Just files if `folders` is 0. */
export interface GrowthPlan {
  folders: number;
  files: number;
  fileNaming: string;
  folderNaming: string;
  contents: readonly Content[];
  by: Person;
  atMs: number;
}

/** Items are created on access. */
export interface Growth {
  readonly firstSeq: number;
  readonly count: number;
  readonly sizeBytes: number;
  make(seq: number, parentOf: (seq: number) => DriveNode): DriveNode;
  readonly top: Row;
  readonly makeNode: MakeNode;
}

interface Row {
  naming: string;
  firstSeq: number;
  step: number;
  count: number;
}

type MakeNode = (seq: number) => DriveNode;

export function createGrowth(
  plan: GrowthPlan,
  place: { parent: DriveNode; firstSeq: number; loggedAt: number; makeNode: MakeNode },
): Growth {
  const { folders, files, contents } = plan;
  const { parent, firstSeq, loggedAt, makeNode } = place;
  const fileBytes = contents[0]?.sizeBytes ?? 0;
  // Each folder is followed by its files, so parents come before their children.
  const stride = files + 1;
  const count = folders === 0 ? files : folders * stride;
  const filesFrom = (seq: number): Row => ({ naming: plan.fileNaming, firstSeq: seq, step: 1, count: files });
  const traits = {
    parent,
    createdMs: plan.atMs,
    modifiedMs: plan.atMs,
    serverCreatedMs: plan.atMs,
    serverModifiedMs: plan.atMs,
    createdBy: plan.by,
    modifiedBy: plan.by,
    eVersion: 1,
    cVersion: 1,
    deletedMs: null,
    rare: null,
  };
  return {
    firstSeq,
    count,
    makeNode,
    sizeBytes: (folders === 0 ? files : folders * files) * fileBytes,
    top:
      folders === 0
        ? filesFrom(firstSeq)
        : { naming: plan.folderNaming, firstSeq, step: stride, count: folders },
    make(seq, parentOf) {
      const at = seq - firstSeq;
      const loggedHere = { changedAt: loggedAt + at, mentionedAt: loggedAt + at };
      const inFolder = folders === 0 ? at + 1 : at % stride;
      if (inFolder === 0) {
        const name = toName(plan.folderNaming, at / stride + 1);
        return {
          ...traits,
          ...loggedHere,
          seq,
          kind: 'folder',
          name,
          children: createGrownChildren(filesFrom(seq + 1), makeNode),
          content: null,
          sizeBytes: files * fileBytes,
        };
      }
      const name = toName(plan.fileNaming, inFolder);
      const content = contents[at % contents.length] ?? null;
      const own = folders === 0 ? {} : { parent: parentOf(seq - inFolder) };
      return {
        ...traits,
        ...loggedHere,
        ...own,
        seq,
        kind: 'file',
        name,
        children: null,
        content,
        sizeBytes: fileBytes,
      };
    },
  };
}

const toName = (naming: string, number: number): string => naming.replace('{n}', String(number));

/** Generated children still in place, and any added later. */
export function createGrownChildren(
  row: Row,
  makeNode: MakeNode,
  others: Children = new Map<string, DriveNode>(),
): Children {
  const [before = '', after = ''] = toNameKey(row.naming).split('{n}');
  const gone = new Set<number>();
  const seqOf = (key: string): number | null => {
    if (!key.startsWith(before) || !key.endsWith(after)) return null;
    const digits = key.slice(before.length, key.length - after.length);
    const number = /^[1-9]\d*$/.test(digits) ? Number(digits) : 0;
    const seq = row.firstSeq + (number - 1) * row.step;
    return number < 1 || number > row.count || gone.has(seq) ? null : seq;
  };
  return {
    get size() {
      return row.count - gone.size + others.size;
    },
    get(key) {
      const seq = seqOf(key);
      return others.get(key) ?? (seq === null ? undefined : makeNode(seq));
    },
    set: (key, node) => others.set(key, node),
    delete(key) {
      const seq = others.get(key) === undefined ? seqOf(key) : null;
      if (seq === null) others.delete(key);
      else gone.add(seq);
    },
    *values() {
      for (let number = 0; number < row.count; number += 1) {
        const seq = row.firstSeq + number * row.step;
        if (!gone.has(seq)) yield makeNode(seq);
      }
      yield* others.values();
    },
  };
}
