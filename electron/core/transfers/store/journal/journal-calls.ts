/** Requests of the main thread to the journal worker, and their responses. Handled one by one, in order. */
export interface JournalCalls {
  /**
   * `setAside`: the name that a damaged file got. `trouble`: why no journal is open now. The file was left as it is then,
   * and the next `open` may work.
   */
  open(input: { file: string }): OpenedFile;
  /** The next rows after `afterRow`, oldest first; none: that was all. */
  page(input: { afterRow: number }): { rows: StoredRow[]; lastRow: number };
  notes(input: Record<string, never>): { key: string; text: string }[];
  /** Puts a damaged file aside and begins a new one. */
  setAside(input: { file: string }): OpenedFile;
  /** A part of the next write, so that a hundred thousand rows need not come in one message. */
  stage(input: { rows: StoredRow[] }): null;
  /** Writes what was staged and this, all of it or nothing, and flushes it to the disk. */
  write(input: { removed: string[]; notes: { key: string; text: string | null }[] }): null;
  close(input: Record<string, never>): null;
}

export interface OpenedFile {
  setAside: string | null;
  trouble: string | null;
}

/** What a call fails with, as its code, where the file itself is damaged. */
export const damagedCode = 'journalDamaged';

/** One record as it lies on the disk. */
export interface StoredRow {
  transferId: string;
  /** JSON */
  text: string;
}
