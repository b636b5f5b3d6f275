import { selfAndAncestors, type DriveNode } from './node.ts';

/**
 * What changed in a drive, in order, as item numbers. A delta token is a position in it. An item counts only at its
 * last entry, so reading from any position gives each changed item once, in its newest state.
 */
export interface ChangeLog {
  readonly length: number;
  /** Notes the node, and above it its parents, which delta sends along. */
  note(node: DriveNode): void;
  /** Notes a run of new items by their numbers, without touching each. */
  noteRun(firstSeq: number, count: number): void;
  /** Calls back after each note. */
  listen(listener: () => void): void;
  /** The item number noted at a position. */
  at(position: number): number;
}

export function createChangeLog(): ChangeLog {
  // Runs stand for their many entries; `entries` holds the others, which therefore lie `skipped` further down.
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
