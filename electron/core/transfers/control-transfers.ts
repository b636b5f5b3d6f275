import { isRetryable } from '../../contract/can-retry.ts';
import type { TransferChoice } from '../../contract/transfer-list.ts';
import { toResumed, toRetried } from './model/transitions.ts';
import { accountsOf, type TransferRecord } from './model/transfer-record.ts';
import type { Queue } from './queue/queue.ts';
import type { TransferStore } from './store/transfer-store.ts';

export interface TransferControls {
  cancel(choice: TransferChoice): Promise<void>;
  pause(choice: TransferChoice): Promise<void>;
  resume(choice: TransferChoice): Promise<void>;
  prioritize(choice: TransferChoice): Promise<void>;
  /** Retries failed transfers that can succeed. By id, it takes any of them, restarts cancelled ones, and ends waits. */
  retry(choice: TransferChoice): Promise<void>;
}

/** `loaded` resolves when earlier transfers are in the store; `hold` pauses a record of a paused account. */
export function createTransferControls(
  store: TransferStore,
  queue: Queue,
  loaded: Promise<unknown>,
  hold: (record: TransferRecord) => TransferRecord,
): TransferControls {
  async function enqueueAs(
    records: readonly TransferRecord[],
    to: (record: TransferRecord) => TransferRecord,
    order: 'first' | 'last' = 'last',
  ): Promise<void> {
    const stored = store.updateMany(
      records.map(({ transfer }) => transfer.transferId),
      to,
    );
    queue.enqueue(store.current(records), order);
    await stored;
  }

  return {
    async cancel(choice) {
      await loaded;
      await queue.cancel(toRecords(store, choice));
    },
    async pause(choice) {
      await loaded;
      await queue.pause(toRecords(store, choice));
    },
    async resume(choice) {
      await loaded;
      const paused = toRecords(store, choice).filter(({ transfer }) => transfer.state === 'paused');
      // A transfer or a batch is resumed although its account is paused.
      const isChosen = 'transferIds' in choice || 'batchId' in choice;
      await enqueueAs(paused, isChosen ? toResumed : (record) => hold(toResumed(record)));
    },
    async prioritize(choice) {
      await loaded;
      const records = toRecords(store, choice);
      for (const { transfer } of records)
        if (transfer.state === 'waiting') queue.endWait(transfer.transferId);
      await enqueueAs(records, toResumed, 'first');
    },
    async retry(choice) {
      await loaded;
      const isById = 'transferIds' in choice;
      const records = toRecords(store, choice).filter(({ transfer }) => isById || isRetryable(transfer));
      for (const { transfer } of records) queue.endWait(transfer.transferId);
      await enqueueAs(records, (record) => hold(toRetried(record)));
    },
  };
}

function toRecords(store: TransferStore, choice: TransferChoice): TransferRecord[] {
  if ('all' in choice) return [...store.all()];
  if ('batchId' in choice) return store.ofBatch(choice.batchId);
  if ('accountIds' in choice) {
    const chosen = new Set(choice.accountIds);
    return [...store.all()].filter((record) => accountsOf(record).some((accountId) => chosen.has(accountId)));
  }
  return choice.transferIds.map((id) => store.get(id)).filter((record) => record !== undefined);
}
