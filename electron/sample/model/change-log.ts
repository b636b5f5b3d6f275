import { selfAndAncestors, type DriveNode } from './node.ts';

/**
 * What changed in a drive, in order, as item numbers. A delta token is a position in it. An item counts only at its
 * last entry, so reading from any position gives each changed item once, in its newest state.
 */
export interface ChangeLog {
  readonly length: number;
  /** Notes the node, and above it its parents, which delta sends along. */
  note(node: DriveNode): void;
  /** Calls back after each note. */
  listen(listener: () => void): void;
  /** The item number noted at a position. */
  at(position: number): number;
}

export function createChangeLog(): ChangeLog {
  const entries: number[] = [];
  const listeners: (() => void)[] = [];
  const mention = (node: DriveNode): void => {
    node.mentionedAt = entries.length;
    entries.push(node.seq);
  };
  return {
    get length() {
      return entries.length;
    },
    note(node) {
      for (const one of [...selfAndAncestors(node)].reverse()) mention(one);
      node.changedAt = node.mentionedAt;
      for (const listener of listeners) listener();
    },
    listen: (listener) => void listeners.push(listener),
    at: (position) => entries[position] ?? -1,
  };
}
