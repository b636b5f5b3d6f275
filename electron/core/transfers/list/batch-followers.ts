import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';

/** Hears of each change to the transfers of one batch, the many reports of bytes left out. */
export type BatchListener = (record: TransferRecord) => void;

export interface BatchFollowers {
  /** Hears of those there are at once. The returned function ends it. */
  follow(batchId: string, listener: BatchListener): () => void;
}

/** For callers that wait until what they began has come to an end. */
export function createBatchFollowers(store: Pick<TransferStore, 'listen' | 'ofBatch'>): BatchFollowers {
  const followers = new Map<string, Set<BatchListener>>();
  store.listen({
    changed(before, after) {
      if (after === null) return;
      if (before?.transfer.state === after.transfer.state && before.job === after.job) return;
      for (const listener of followers.get(after.transfer.batchId) ?? []) listener(after);
    },
  });
  return {
    follow(batchId, listener) {
      const listeners = followers.get(batchId) ?? new Set();
      followers.set(batchId, listeners.add(listener));
      for (const record of store.ofBatch(batchId)) listener(record);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) followers.delete(batchId);
      };
    },
  };
}
