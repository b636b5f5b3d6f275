import type { Transfer, TransferState } from '../../../contract/records.ts';

/** What needs a person first, then what moves, what waits its turn, and what ended, latest first. */
const urgency: readonly TransferState[] = [
  'conflict',
  'failed',
  'running',
  'checking',
  'waiting',
  'paused',
  'queued',
];

/** The few transfers worth a glance, found without looking at all of them. */
export interface Urgent {
  swap(before: Transfer | null, after: Transfer | null): void;
  top(most: number): string[];
}

const endedKept = 100;

export function createUrgent(): Urgent {
  const byState = new Map<TransferState, Set<string>>(urgency.map((state) => [state, new Set()]));
  const ended = new Set<string>();

  return {
    swap(before, after) {
      if (before !== null && before.state !== after?.state)
        byState.get(before.state)?.delete(before.transferId);
      if (after === null) ended.delete(before?.transferId ?? '');
      else if (before?.state !== after.state) {
        byState.get(after.state)?.add(after.transferId);
        ended.delete(after.transferId);
        if (after.state === 'done' || after.state === 'cancelled') ended.add(after.transferId);
        const [oldest] = ended;
        if (ended.size > endedKept && oldest !== undefined) ended.delete(oldest);
      }
    },
    top(most) {
      const ids: string[] = [];
      for (const state of urgency) {
        for (const transferId of byState.get(state) ?? []) {
          if (ids.length >= most) return ids;
          ids.push(transferId);
        }
      }
      return [...ids, ...[...ended].reverse()].slice(0, most);
    },
  };
}
