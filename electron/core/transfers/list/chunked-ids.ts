import type { TransferState } from '../../../contract/records.ts';
import type { TransferFilter } from '../../../contract/transfer-list.ts';

/** The ids of one batch in order, in boxes of a few hundred: a range deep in it is found by the counts of the boxes. */
export interface Boxes {
  /** null: it was not there before, or is not any more. */
  swap(transferId: string, before: TransferState | null, after: TransferState | null): void;
  count(filter: TransferFilter): number;
  conflicts(): number;
  /** Oldest first. */
  ids(): Iterable<string>;
  /** Those at [from, to) among the ones the filter shows. */
  pick(query: BoxQuery, from: number, to: number): string[];
}

export interface BoxQuery {
  filter: TransferFilter;
  stateOf: (transferId: string) => TransferState | undefined;
}

interface Box {
  readonly ids: string[];
  readonly counts: Counts;
}

type Counts = Record<TransferFilter, number>;

const mostInBox = 256;

const filterOf: Record<TransferState, Exclude<TransferFilter, 'all'>> = {
  queued: 'active',
  checking: 'active',
  running: 'active',
  waiting: 'active',
  paused: 'paused',
  conflict: 'attention',
  failed: 'attention',
  done: 'done',
  cancelled: 'cancelled',
};

const noCounts: Counts = { all: 0, active: 0, paused: 0, attention: 0, done: 0, cancelled: 0 };

export function createBoxes(): Boxes {
  const boxes: Box[] = [];
  const boxOf = new Map<string, Box>();
  const counts = { ...noCounts };
  let conflicts = 0;

  function put(transferId: string): Box {
    const last = boxes.at(-1);
    const box =
      last === undefined || last.ids.length >= mostInBox ? { ids: [], counts: { ...noCounts } } : last;
    if (box !== last) boxes.push(box);
    box.ids.push(transferId);
    boxOf.set(transferId, box);
    return box;
  }

  function takeAway(transferId: string, box: Box): void {
    box.ids.splice(box.ids.indexOf(transferId), 1);
    boxOf.delete(transferId);
    if (box.ids.length === 0) boxes.splice(boxes.indexOf(box), 1);
  }

  function tell(box: Box, state: TransferState, sign: 1 | -1): void {
    for (const each of [box.counts, counts]) {
      each.all += sign;
      each[filterOf[state]] += sign;
    }
    if (state === 'conflict') conflicts += sign;
  }

  return {
    swap(transferId, before, after) {
      const box = boxOf.get(transferId) ?? (after === null ? undefined : put(transferId));
      if (box === undefined || before === after) return;
      if (before !== null) tell(box, before, -1);
      if (after === null) takeAway(transferId, box);
      else tell(box, after, 1);
    },
    count: (filter) => counts[filter],
    conflicts: () => conflicts,
    ids: () => boxOf.keys(),
    pick({ filter, stateOf }, from, to) {
      const picked: string[] = [];
      let at = 0;
      for (const box of boxes) {
        if (at >= to) break;
        const end = at + box.counts[filter];
        if (end > from) {
          const shown = box.ids.filter((transferId) => isShown(filter, stateOf(transferId)));
          picked.push(...shown.slice(Math.max(0, from - at), to - at));
        }
        at = end;
      }
      return picked;
    },
  };
}

const isShown = (filter: TransferFilter, state: TransferState | undefined): boolean =>
  filter === 'all' || (state !== undefined && filterOf[state] === filter);
