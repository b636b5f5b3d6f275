import type { TransferState } from '../../../contract/records.ts';
import type { TransferBatch, TransferFilter } from '../../../contract/transfer-list.ts';
import { createBoxes, type Boxes } from './chunked-ids.ts';
import { hasBytes } from './counters.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

/** The transfers that were started together: their ids in order, and their sums, kept up to date one by one. */
interface Shelf {
  readonly head: Omit<TransferBatch, 'counts' | 'bytesPerSecond'>;
  readonly boxes: Boxes;
}

/**
 * All batches, so ordered and counted that any range of a list of a hundred thousand is found without sorting or
 * filtering all of them: whole batches, and whole boxes of a batch, are skipped by their counts.
 */
export interface Shelves {
  swap(before: TransferRecord | null, after: TransferRecord | null): void;
  /** Ids of the transfers of a batch, oldest first. */
  idsOf(batchId: string): Iterable<string>;
  batch(batchId: string): Omit<TransferBatch, 'bytesPerSecond'> | null;
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

export function createShelves(): Shelves {
  const shelves = new Map<string, Shelf>();

  const enter = (record: TransferRecord): Shelf => {
    const { batchId, path } = record.transfer;
    const shelf = shelves.get(batchId);
    if (shelf === undefined) {
      const { accountId, kind, createdAt } = record.transfer;
      const head = { batchId, accountId, kind, path, createdAt, bytesDone: 0, bytesTotal: 0 };
      const made = { head, boxes: createBoxes() };
      shelves.set(batchId, made);
      return made;
    }
    shelf.head.path = commonPath(shelf.head.path, path);
    return shelf;
  };

  const sum = (shelf: Shelf, record: TransferRecord, sign: 1 | -1) => {
    if (!hasBytes(record)) return;
    const { transfer } = record;
    shelf.head.bytesDone += sign * transfer.bytesDone;
    shelf.head.bytesTotal += sign * (transfer.bytesTotal ?? transfer.bytesDone);
  };

  return {
    swap(before, after) {
      const batchId = (after ?? before)?.transfer.batchId ?? '';
      const shelf = before === null && after !== null ? enter(after) : shelves.get(batchId);
      if (shelf === undefined) return;
      if (before !== null) sum(shelf, before, -1);
      if (after !== null) sum(shelf, after, 1);
      const transferId = (after ?? before)?.transfer.transferId ?? '';
      shelf.boxes.swap(transferId, before?.transfer.state ?? null, after?.transfer.state ?? null);
      if (shelf.boxes.count('all') === 0) shelves.delete(batchId);
    },
    idsOf: (batchId) => shelves.get(batchId)?.boxes.ids() ?? [],
    batch(batchId) {
      const shelf = shelves.get(batchId);
      if (shelf === undefined) return null;
      const { boxes } = shelf;
      return {
        ...shelf.head,
        bytesDone: Math.max(0, shelf.head.bytesDone),
        counts: {
          all: boxes.count('all'),
          active: boxes.count('active'),
          paused: boxes.count('paused'),
          conflicts: boxes.conflicts(),
          failed: boxes.count('attention') - boxes.conflicts(),
          done: boxes.count('done'),
          cancelled: boxes.count('cancelled'),
        },
      };
    },
    isOpen(batchId) {
      const boxes = shelves.get(batchId)?.boxes;
      return boxes !== undefined && boxes.count('active') + boxes.count('paused') + boxes.conflicts() > 0;
    },
    lines(query) {
      const lines: Line[] = [];
      let at = 0;
      for (const shelf of [...shelves.values()].reverse()) {
        const rows = shelf.boxes.count(query.filter);
        if (rows === 0) continue;
        const { batchId } = shelf.head;
        const size = 1 + (query.collapsed.has(batchId) ? 0 : rows);
        if (at < query.to && at + size > query.from) {
          if (at >= query.from) lines.push({ kind: 'batch', batchId });
          const first = at + 1;
          if (size > 1)
            for (const transferId of shelf.boxes.pick(query, query.from - first, query.to - first))
              lines.push({ kind: 'transfer', transferId });
        }
        at += size;
      }
      return { count: at, lines };
    },
  };
}

/** "myfiles/Trip/a" and "myfiles/Trip/b" have "myfiles/Trip" in common. */
export function commonPath(one: string, other: string): string {
  if (one === other || other.startsWith(`${one}/`)) return one;
  const [first, second] = [one.split('/'), other.split('/')];
  const end = first.findIndex((part, index) => second[index] !== part);
  return (end === -1 ? first : first.slice(0, end)).join('/');
}
