import type { TransferRecord } from '../../model/transfer-record.ts';

/**
 * Stores transfers over restarts. Calls are executed in order, and each promise resolves when the write would survive a
 * power cut.
 */
export interface TransferJournal {
  /** What was there when the app ended. */
  load(): Promise<StoredTransfers>;
  /** All of these or none: a folder ends in the same step in which what is in it begins. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
  /** A short text about the list as a whole or one of its batches; null takes it away. */
  note(key: string, text: string | null): Promise<void>;
  /** Takes away lists that were put aside, too. */
  deleteAll(): Promise<void>;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

export interface StoredTransfers {
  /** Oldest first. */
  records: TransferRecord[];
  notes: Map<string, string>;
  /** The name of the file that could not be read and was put aside, beside the new one. */
  setAside: string | null;
}
