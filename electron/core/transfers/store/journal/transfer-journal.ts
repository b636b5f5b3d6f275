import type { DiskTrouble } from '../../../../contract/errors.ts';
import type { TransferRecord } from '../../model/transfer-record.ts';

/**
 * Stores transfers across restarts. Calls are executed in order, and each promise resolves when the write would
 * survive a power cut.
 */
export interface TransferJournal {
  /** The transfers of earlier sessions. Never rejects: what can't be read now comes `later`. */
  load(): Promise<StoredTransfers>;
  /** false: there is a stored list that can't be read yet. It is left alone. */
  isReadable(): boolean;
  /** Why the latest call failed; null: it didn't, or the disk isn't known to be the reason. */
  trouble(): DiskTrouble | null;
  /** In one transaction: a folder ends in the same step in which its children begin. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
  /** A short text about the list or one of its batches; null removes it. */
  note(key: string, text: string | null): Promise<void>;
  /** Includes lists that were set aside. */
  deleteAll(): Promise<void>;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

export interface StoredTransfers {
  /** Oldest first. */
  records: TransferRecord[];
  notes: Map<string, string>;
  /** The new name of a damaged file. `records` are then in no file until they are put again. */
  setAside: string | null;
  /** The list can't be read now: it comes with the next write that can. null: this is all. */
  later: Promise<StoredTransfers> | null;
}
