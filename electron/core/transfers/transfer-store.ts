import type { TransferRecord } from './transfer-record.ts';

/** Where transfers outlive the moment. The queue keeps them in memory and writes every change through. */
export interface TransferStore {
  /** What was there when the app ended, oldest first. */
  load(): Promise<TransferRecord[]>;
  /** All of these or none: a folder ends in the same step in which what is in it begins. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
}

/** For a queue that ends with the app: the queue's own memory is all there is. */
export function createForgetfulStore(): TransferStore {
  return {
    load: () => Promise.resolve([]),
    put: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
}
