import type { Transfer, TransferState } from '../../../contract/records.ts';

/** Those that need a person first, then running, queued and ended ones, latest first. */
const stateOrder: readonly TransferState[] = [
  'conflict',
  'failed',
  'running',
  'checking',
  'waiting',
  'paused',
  'queued',
];

/** The most important transfers, found without a scan of all. */
export interface TopTransfers {
  update(before: Transfer | null, after: Transfer | null): void;
  top(max: number): string[];
}

const maxEnded = 100;

export function createTopTransfers(): TopTransfers {
  const byState = new Map<TransferState, Set<string>>(stateOrder.map((state) => [state, new Set()]));
  const ended = new Set<string>();

  return {
    update(before, after) {
      if (before !== null && before.state !== after?.state)
        byState.get(before.state)?.delete(before.transferId);
      if (after === null) ended.delete(before?.transferId ?? '');
      else if (before?.state !== after.state) {
        byState.get(after.state)?.add(after.transferId);
        ended.delete(after.transferId);
        if (after.state === 'done' || after.state === 'cancelled') ended.add(after.transferId);
        const [oldest] = ended;
        if (ended.size > maxEnded && oldest !== undefined) ended.delete(oldest);
      }
    },
    top(max) {
      const ids: string[] = [];
      for (const state of stateOrder) {
        for (const transferId of byState.get(state) ?? []) {
          if (ids.length >= max) return ids;
          ids.push(transferId);
        }
      }
      return [...ids, ...[...ended].reverse()].slice(0, max);
    },
  };
}
