import type { TransferRecord } from '../../model/transfer-record.ts';

/**
 * Stores transfers over restarts. Calls are executed in order, and each promise resolves when the write would survive a
 * power cut.
 */
export interface TransferJournal {
  /** What was there when the app ended. Never fails: what can't be read now comes `later`. */
  load(): Promise<StoredTransfers>;
  /** false: there is a list on the disk that can't be read so far. It stays as it is. */
  isReadable(): boolean;
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
  /** The name of the damaged file that was put aside. `records` are then in no file until they are put again. */
  setAside: string | null;
  /** The list can't be read now: it comes with the next write that finds it readable. null: this is all. */
  later: Promise<StoredTransfers> | null;
}
