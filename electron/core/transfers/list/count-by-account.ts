import type { AccountOverview } from '../../../contract/account-overview.ts';
import type { TransferState } from '../../../contract/records.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

export type TransferCounts = AccountOverview['transfers'];

const columns: Partial<Record<TransferState, keyof TransferCounts>> = {
  queued: 'active',
  checking: 'active',
  running: 'active',
  waiting: 'active',
  paused: 'paused',
  conflict: 'conflicts',
  failed: 'failed',
};

/** By account, what still has something to do or to say; accounts without any are left out. */
export function countByAccount(records: Iterable<TransferRecord>): Map<string, TransferCounts> {
  const counts = new Map<string, TransferCounts>();
  for (const { transfer } of records) {
    const column = columns[transfer.state];
    if (column === undefined) continue;
    const of = counts.get(transfer.accountId) ?? { active: 0, paused: 0, conflicts: 0, failed: 0 };
    of[column] += 1;
    counts.set(transfer.accountId, of);
  }
  return counts;
}
