import { isEnded, type TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import { isChangeJob } from '../model/change-job.ts';

export type BatchListener = (record: TransferRecord) => void;

export interface BatchFollowers {
  /** Calls the listener for existing transfers first. Returns a function that unsubscribes. */
  follow(batchId: string, listener: BatchListener): () => void;
}

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

export interface ChangeSink {
  itemEnded(record: TransferRecord, isEarlier: boolean): void;
  /** A retry may restart it. */
  batchEnded(records: readonly TransferRecord[]): void;
}

const isLogged = ({ job }: TransferRecord): boolean =>
  isChangeJob(job) || job.kind === 'uploadFile' || job.kind === 'uploadFolder' || job.kind === 'carryFolder';

const isOpen = (record: TransferRecord | null): boolean => record !== null && !isEnded(record);

export function followChanges(store: Pick<TransferStore, 'listen' | 'ofBatch'>, sink: ChangeSink): void {
  const open = new Map<string, number>();
  store.listen({
    changed(before, after, isRestore) {
      const record = after ?? before;
      if (record === null || !isLogged(record)) return;
      const { batchId } = record.transfer;
      const step = Number(isOpen(after)) - Number(isOpen(before));
      if (after !== null && isEnded(after) && (step < 0 || (isRestore && before === null)))
        sink.itemEnded(after, step === 0);
      if (step === 0) return;
      const left = (open.get(batchId) ?? 0) + step;
      if (left > 0) open.set(batchId, left);
      else open.delete(batchId);
      if (left > 0 || after === null || isRestore) return;
      const ended = store.ofBatch(batchId);
      // Deferred: the caller that changed the record is not done with it.
      setImmediate(() => {
        if (open.has(batchId)) return;
        const records = store.ofBatch(batchId);
        // None are left if the account was removed.
        sink.batchEnded(records.length > 0 ? records : ended);
      });
    },
  });
}
