/** What main asks of the journal worker, and what it answers. One after the other, in the order asked. */
export interface JournalCalls {
  /** `setAside`: the name that a file got which could not be read. */
  open(ask: { file: string }): { setAside: string | null };
  /** The next rows after `afterRow`, oldest first; none: that was all. */
  page(ask: { afterRow: number }): { rows: StoredRow[]; lastRow: number };
  notes(ask: Record<string, never>): { key: string; text: string }[];
  /** Puts a damaged file aside and begins a new one. */
  setAside(ask: { file: string }): { setAside: string };
  /** A part of the next write, so that a hundred thousand rows need not come in one message. */
  stage(ask: { rows: StoredRow[] }): null;
  /** Writes what was staged and this, all of it or nothing, and flushes it to the disk. */
  write(ask: { removed: string[]; notes: { key: string; text: string | null }[] }): null;
  close(ask: Record<string, never>): null;
}

/** One record as it lies on the disk. */
export interface StoredRow {
  transferId: string;
  /** JSON */
  text: string;
}
