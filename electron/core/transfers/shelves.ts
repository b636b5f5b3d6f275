import type { TransferState } from '../../contract/records.ts';
import type { TransferBatch, TransferFilter } from '../../contract/transfer-list.ts';
import type { TransferRecord } from './transfer-record.ts';

/** The transfers that were started together: their ids in order, and their sums, kept up to date one by one. */
interface Shelf {
  readonly head: Omit<TransferBatch, 'counts'>;
  readonly ids: Set<string>;
  readonly counts: Record<TransferState, number>;
}

/**
 * All batches, so ordered and counted that any range of a list of a hundred thousand is found without sorting or
 * filtering all of them: whole batches are skipped by their counts.
 */
export interface Shelves {
  swap(before: TransferRecord | null, after: TransferRecord | null): void;
  /** Ids of the transfers of a batch, oldest first. */
  idsOf(batchId: string): Iterable<string>;
  batch(batchId: string): TransferBatch | null;
  /** true while something of it has not ended. */
  isOpen(batchId: string): boolean;
  /** Lines [from, to) of the list, newest batch first: headings, each with its transfers unless it is collapsed. */
  lines(query: ShelfQuery): { count: number; lines: Line[] };
}

export interface ShelfQuery {
  filter: TransferFilter;
  collapsed: ReadonlySet<string>;
  from: number;
  to: number;
  stateOf: (transferId: string) => TransferState | undefined;
}

export type Line = { kind: 'batch'; batchId: string } | { kind: 'transfer'; transferId: string };

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

const noCounts: Record<TransferState, number> = {
  queued: 0,
  checking: 0,
  running: 0,
  waiting: 0,
  paused: 0,
  conflict: 0,
  failed: 0,
  done: 0,
  cancelled: 0,
};

export function createShelves(): Shelves {
  const shelves = new Map<string, Shelf>();

  const enter = (record: TransferRecord): Shelf => {
    const { batchId, path } = record.transfer;
    const shelf = shelves.get(batchId);
    if (shelf === undefined) {
      const { accountId, kind, createdAt } = record.transfer;
      const head = { batchId, accountId, kind, path, createdAt, bytesDone: 0, bytesTotal: 0 };
      const made = { head, ids: new Set<string>(), counts: { ...noCounts } };
      shelves.set(batchId, made);
      return made;
    }
    shelf.head.path = commonPath(shelf.head.path, path);
    return shelf;
  };

  const count = (shelf: Shelf, { transfer }: TransferRecord, sign: 1 | -1) => {
    shelf.counts[transfer.state] += sign;
    shelf.head.bytesDone += sign * transfer.bytesDone;
    shelf.head.bytesTotal += sign * (transfer.bytesTotal ?? transfer.bytesDone);
  };

  const shown = (shelf: Shelf, filter: TransferFilter): number =>
    filter === 'all' ? shelf.ids.size : sumOf(shelf.counts, filter);

  const pick = (shelf: Shelf, query: ShelfQuery, from: number, to: number): Line[] => {
    const picked: Line[] = [];
    let at = 0;
    for (const transferId of shelf.ids) {
      const state = query.filter === 'all' ? undefined : query.stateOf(transferId);
      if (state !== undefined && filterOf[state] !== query.filter) continue;
      if (at >= to) break;
      if (at >= from) picked.push({ kind: 'transfer', transferId });
      at += 1;
    }
    return picked;
  };

  return {
    swap(before, after) {
      if (before !== null) {
        const shelf = shelves.get(before.transfer.batchId);
        if (shelf !== undefined) count(shelf, before, -1);
        if (after === null) shelf?.ids.delete(before.transfer.transferId);
        if (shelf?.ids.size === 0) shelves.delete(before.transfer.batchId);
      }
      if (after === null) return;
      const shelf = before === null ? enter(after) : shelves.get(after.transfer.batchId);
      if (shelf === undefined) return;
      shelf.ids.add(after.transfer.transferId);
      count(shelf, after, 1);
    },
    idsOf: (batchId) => shelves.get(batchId)?.ids ?? [],
    batch(batchId) {
      const shelf = shelves.get(batchId);
      if (shelf === undefined) return null;
      const { counts } = shelf;
      return {
        ...shelf.head,
        bytesDone: Math.max(0, shelf.head.bytesDone),
        counts: {
          all: shelf.ids.size,
          active: sumOf(counts, 'active'),
          paused: counts.paused,
          conflicts: counts.conflict,
          failed: counts.failed,
          done: counts.done,
          cancelled: counts.cancelled,
        },
      };
    },
    isOpen(batchId) {
      const shelf = shelves.get(batchId);
      if (shelf === undefined) return false;
      const { counts, ids } = shelf;
      return counts.done + counts.failed + counts.cancelled < ids.size;
    },
    lines(query) {
      const lines: Line[] = [];
      let at = 0;
      for (const shelf of [...shelves.values()].reverse()) {
        const rows = shown(shelf, query.filter);
        if (rows === 0) continue;
        const { batchId } = shelf.head;
        const size = 1 + (query.collapsed.has(batchId) ? 0 : rows);
        if (at < query.to && at + size > query.from) {
          if (at >= query.from) lines.push({ kind: 'batch', batchId });
          const first = at + 1;
          if (size > 1) lines.push(...pick(shelf, query, query.from - first, query.to - first));
        }
        at += size;
      }
      return { count: at, lines };
    },
  };
}

function sumOf(counts: Record<TransferState, number>, filter: TransferFilter): number {
  let sum = 0;
  for (const [state, count] of Object.entries(counts) as [TransferState, number][]) {
    if (filterOf[state] === filter) sum += count;
  }
  return sum;
}

/** "myfiles/Trip/a" and "myfiles/Trip/b" have "myfiles/Trip" in common. */
export function commonPath(one: string, other: string): string {
  if (one === other || other.startsWith(`${one}/`)) return one;
  const [first, second] = [one.split('/'), other.split('/')];
  const end = first.findIndex((part, index) => second[index] !== part);
  return (end === -1 ? first : first.slice(0, end)).join('/');
}
