import type { Content } from './content.ts';
import { toNameKey } from './name-rules.ts';
import type { Children, DriveNode } from './node.ts';
import type { Person } from './people.ts';

/** Items that exist as a rule, not as objects: `folders` folders of `files` files each, or with 0 folders just files. */
export interface GrowthPlan {
  folders: number;
  /** In each folder. */
  files: number;
  /** "file {n}.txt"; {n} counts from 1. */
  fileNaming: string;
  folderNaming: string;
  /** All of one size; the n-th file has the n-th of these, over and over. */
  contents: readonly Content[];
  by: Person;
  atMs: number;
}

/** A stretch of item numbers whose items are made when somebody looks at them. */
export interface Growth {
  readonly firstSeq: number;
  readonly count: number;
  /** Bytes of all of it. */
  readonly sizeBytes: number;
  /** A new object each time. `parentOf` gives the kept node of a folder of this growth. */
  make(seq: number, parentOf: (seq: number) => DriveNode): DriveNode;
  /** What lies directly in the folder that it grew in. */
  readonly top: Row;
  readonly makeNode: MakeNode;
}

/** Evenly spaced item numbers that have names with a number. */
interface Row {
  naming: string;
  firstSeq: number;
  step: number;
  count: number;
}

/** Makes the node of a number, kept or not. */
type MakeNode = (seq: number) => DriveNode;

/** `loggedAt`: the place in the change log of the first item. */
export function createGrowth(
  plan: GrowthPlan,
  place: { parent: DriveNode; firstSeq: number; loggedAt: number; makeNode: MakeNode },
): Growth {
  const { folders, files, contents } = plan;
  const { parent, firstSeq, loggedAt, makeNode } = place;
  const fileBytes = contents[0]?.sizeBytes ?? 0;
  // Each folder is followed by its files, so parents come before what is in them.
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

/** The children of a folder that grew: those of the row that are still in place, and whatever came later. */
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
