import type { Transfer } from '../../contract/transfers.ts';
import { toNewTransfer } from '../transfers/model/new-record.ts';
import type { TransferRecord } from '../transfers/model/transfer-record.ts';
import type { TransferJournal } from '../transfers/store/journal/journal.ts';

export const silentLog = { info() {}, warn() {}, error() {} };

export const emptyJournal: TransferJournal = {
  load: async () => ({ records: [], notes: new Map(), setAside: null, later: null }),
  isReadable: () => true,
  trouble: () => null,
  put: async () => {},
  remove: async () => {},
  note: async () => {},
  deleteAll: async () => {},
  close: async () => {},
};

export function createRecord(patch: Partial<Transfer> = {}): TransferRecord {
  const of = { batchId: 'b', accountId: 'a', path: 'myfiles', nowMs: 0 };
  const transfer = { ...toNewTransfer(of, 'upload', 'a.txt', 100), ...patch };
  return { transfer, job: { kind: 'refused' }, retry: null };
}
