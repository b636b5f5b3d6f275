import { selfAndAncestors, type DriveNode } from './node.ts';

/**
 * Item numbers in order. A delta token is a position. An item counts only at its last entry, so each changed
 * item is returned once, in its latest state.
 */
export interface ChangeLog {
  readonly length: number;
  /** Includes its parents, as delta does. */
  note(node: DriveNode): void;
  noteRun(firstSeq: number, count: number): void;
  listen(listener: () => void): void;
  at(position: number): number;
}

export function createChangeLog(): ChangeLog {
  // A run represents many entries; `entries` holds the others, whose positions are `skipped` higher.
  const runs: { at: number; firstSeq: number; count: number }[] = [];
  const entries: number[] = [];
  let length = 0;
  const listeners: (() => void)[] = [];
  const mention = (node: DriveNode): void => {
    node.mentionedAt = length;
    entries.push(node.seq);
    length += 1;
  };
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    get length() {
      return length;
    },
    note(node) {
      for (const one of [...selfAndAncestors(node)].reverse()) mention(one);
      node.changedAt = node.mentionedAt;
      tell();
    },
    noteRun(firstSeq, count) {
      runs.push({ at: length, firstSeq, count });
      length += count;
      tell();
    },
    listen: (listener) => void listeners.push(listener),
    at(position) {
      let skipped = 0;
      for (const run of runs) {
        if (position < run.at) break;
        if (position < run.at + run.count) return run.firstSeq + position - run.at;
        skipped += run.count;
      }
      return entries[position - skipped] ?? -1;
    },
  };
}
