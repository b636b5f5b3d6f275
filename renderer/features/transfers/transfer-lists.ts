import type { Transfer, TransferState, TransferSummary } from '../../../electron/contract/records.ts';
import type { TransferFilter } from '../../words/transfers.ts';

/** The transfers that were started together, in the order they were started in. */
export interface Batch {
  batchId: string;
  kind: Transfer['kind'];
  /** Where all of them go to or come from: the deepest folder they have in common. */
  path: string;
  transfers: readonly Transfer[];
}

const filterOf: Record<TransferState, Exclude<TransferFilter, 'all'>> = {
  queued: 'active',
  checking: 'active',
  running: 'active',
  waiting: 'active',
  paused: 'active',
  conflict: 'attention',
  failed: 'attention',
  done: 'done',
  cancelled: 'cancelled',
};

export const isEnded = ({ state }: Transfer): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

export const canCancel = (transfer: Transfer): boolean => !isEnded(transfer);

export function matchesFilter(transfer: Transfer, filter: TransferFilter): boolean {
  return filter === 'all' || filterOf[transfer.state] === filter;
}

export function countByFilter(transfers: readonly Transfer[]): Record<TransferFilter, number> {
  const counts = { all: transfers.length, active: 0, attention: 0, done: 0, cancelled: 0 };
  for (const { state } of transfers) counts[filterOf[state]] += 1;
  return counts;
}

/** Newest batch first; inside a batch the order of the list. */
export function toBatches(transfers: readonly Transfer[]): Batch[] {
  const lists = new Map<string, Transfer[]>();
  for (const transfer of transfers) {
    const list = lists.get(transfer.batchId);
    if (list === undefined) lists.set(transfer.batchId, [transfer]);
    else list.push(transfer);
  }
  return [...lists]
    .map(([batchId, list]) => ({
      batchId,
      kind: list[0]?.kind ?? 'upload',
      path: commonPath(list.map((transfer) => transfer.path)),
      transfers: list,
    }))
    .reverse();
}

/** "myfiles/Trip/a" and "myfiles/Trip/b" have "myfiles/Trip" in common. */
export function commonPath(paths: readonly string[]): string {
  const [first, ...others] = paths.map((path) => path.split('/'));
  if (first === undefined) return '';
  const length = others.reduce((shared, parts) => {
    const end = first.findIndex((part, index) => parts[index] !== part);
    return end === -1 ? shared : Math.min(shared, end);
  }, first.length);
  return first.slice(0, length).join('/');
}

const trayOrder: Record<TransferState, number> = {
  conflict: 0,
  failed: 1,
  running: 2,
  checking: 2,
  waiting: 2,
  paused: 3,
  queued: 3,
  done: 4,
  cancelled: 4,
};

/** For the tray: what needs a person first, then what moves, what waits its turn, and what ended, latest first. */
export function toTrayOrder(transfers: readonly Transfer[]): Transfer[] {
  return transfers.toSorted((a, b) => {
    const order = trayOrder[a.state] - trayOrder[b.state];
    if (order !== 0) return order;
    return trayOrder[a.state] === 4 ? (b.endedAt ?? '').localeCompare(a.endedAt ?? '') : 0;
  });
}

/** Milliseconds until the rest has gone; null while nobody can know, and when all that is left is the answer. */
export function toTimeLeftMs(
  transfer: Pick<Transfer, 'bytesDone' | 'bytesTotal' | 'bytesPerSecond'>,
): number | null {
  const { bytesDone, bytesTotal, bytesPerSecond } = transfer;
  if (bytesTotal === null || bytesPerSecond === null || bytesPerSecond < 1) return null;
  if (bytesDone >= bytesTotal) return null;
  return ((bytesTotal - bytesDone) / bytesPerSecond) * 1000;
}

/** 0 to 1; null while the size is not known. An empty file is done when it is done. */
export function toPart(bytesDone: number, bytesTotal: number | null): number | null {
  if (bytesTotal === null) return null;
  return bytesTotal === 0 ? 0 : Math.min(1, bytesDone / bytesTotal);
}

export const isUnderWay = (summary: TransferSummary): boolean =>
  summary.active + summary.waiting + summary.conflicts > 0;
