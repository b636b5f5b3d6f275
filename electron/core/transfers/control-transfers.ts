import type { TransferChoice } from '../../contract/transfer-list.ts';
import type { Ledger } from './store/transfer-store.ts';
import type { Queue } from './queue/queue.ts';
import { toRetried } from './model/restart.ts';
import type { TransferRecord } from './model/transfer-record.ts';

/** What a person can do with transfers that are there, one by one, by batch, or all. */
export interface Controls {
  cancel(choice: TransferChoice): Promise<void>;
  pause(choice: TransferChoice): Promise<void>;
  resume(choice: TransferChoice): Promise<void>;
  hurry(choice: TransferChoice): Promise<void>;
  retry(choice: TransferChoice): Promise<void>;
}

/** `loaded`: what was there when the app ended is on the list; who steers it earlier waits until it is. */
export function createControls(ledger: Ledger, queue: Queue, loaded: Promise<unknown>): Controls {
  const now = (records: readonly TransferRecord[]) =>
    records.map(({ transfer }) => ledger.get(transfer.transferId)).filter((record) => record !== undefined);
  const swap = (records: readonly TransferRecord[], to: (record: TransferRecord) => TransferRecord) =>
    ledger.changeAll(
      records.map(({ transfer }) => transfer.transferId),
      to,
    );

  return {
    async cancel(choice) {
      await loaded;
      await queue.cancel(toRecords(ledger, choice));
    },
    async pause(choice) {
      await loaded;
      await queue.pause(toRecords(ledger, choice));
    },
    async resume(choice) {
      await loaded;
      const paused = toRecords(ledger, choice).filter(({ transfer }) => transfer.state === 'paused');
      const stored = swap(paused, toQueued);
      queue.admit(now(paused));
      await stored;
    },
    async hurry(choice) {
      await loaded;
      const records = toRecords(ledger, choice);
      for (const { transfer } of records) if (transfer.state === 'waiting') queue.wake(transfer.transferId);
      const stored = swap(records, toQueued);
      queue.admit(now(records), 'first');
      await stored;
    },
    async retry(choice) {
      await loaded;
      const named = 'transferIds' in choice;
      const records = toRecords(ledger, choice).filter(
        ({ transfer }) => named || transfer.state === 'failed',
      );
      for (const { transfer } of records) queue.wake(transfer.transferId);
      const stored = swap(records, toRetried);
      queue.admit(now(records));
      await stored;
    },
  };
}

/** Those a choice names that are there. */
export function toRecords(ledger: Ledger, choice: TransferChoice): TransferRecord[] {
  if ('all' in choice) return [...ledger.all()];
  const ids = 'batchId' in choice ? [...ledger.idsOf(choice.batchId)] : choice.transferIds;
  return ids.map((transferId) => ledger.get(transferId)).filter((record) => record !== undefined);
}

const toQueued = (record: TransferRecord): TransferRecord =>
  record.transfer.state === 'paused'
    ? { ...record, transfer: { ...record.transfer, state: 'queued' } }
    : record;
