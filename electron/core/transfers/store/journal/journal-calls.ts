import type { DiskTrouble } from '../../../../contract/errors.ts';

/** Handled one by one, in order. */
export interface JournalCalls {
  /**
   * `setAside`: the new name of a damaged file. `trouble`: why no journal is open; a later `open` may
   * succeed.
   */
  open(input: { file: string }): OpenedFile;
  /** The next rows after `afterRow`, oldest first; empty at the end. */
  page(input: { afterRow: number }): { rows: StoredRow[]; lastRow: number };
  notes(input: Record<string, never>): { key: string; text: string }[];
  setAside(input: { file: string }): OpenedFile;
  /** Part of the next write, so that 100,000 rows need not be sent in one message. */
  stage(input: { rows: StoredRow[] }): null;
  /** In one transaction, flushed. */
  write(input: { removed: string[]; notes: { key: string; text: string | null }[] }): null;
  close(input: Record<string, never>): null;
}

export interface OpenedFile {
  setAside: string | null;
  trouble: string | null;
  /** Of `trouble`; null: the disk isn't known to be the reason. */
  disk: DiskTrouble | null;
}

export const damagedCode = 'journalDamaged';

export interface StoredRow {
  transferId: string;
  /** JSON */
  text: string;
}
