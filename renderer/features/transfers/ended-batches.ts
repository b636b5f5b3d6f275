import type { Transfer } from '../../../electron/contract/records.ts';
import { type Batch, isEnded, toBatches } from './transfer-lists.ts';

/** The batches of which something was still under way before and nothing is now. */
export function toEndedBatches(before: readonly Transfer[], after: readonly Transfer[]): Batch[] {
  const underWay = new Set(before.filter((transfer) => !isEnded(transfer)).map(({ batchId }) => batchId));
  if (underWay.size === 0) return [];
  return toBatches(after).filter(
    ({ batchId, transfers }) => underWay.has(batchId) && transfers.every(isEnded),
  );
}

export function countEnds(batch: Batch): { done: number; failed: number } {
  const count = (state: Transfer['state']) =>
    batch.transfers.filter((transfer) => transfer.state === state).length;
  return { done: count('done'), failed: count('failed') };
}
