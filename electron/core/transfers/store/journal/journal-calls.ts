/** Requests of the main thread to the journal worker, and their responses. Handled one by one, in order. */
export interface JournalCalls {
  /** `setAside`: the name that a file got which could not be read. */
  open(input: { file: string }): { setAside: string | null };
  /** The next rows after `afterRow`, oldest first; none: that was all. */
  page(input: { afterRow: number }): { rows: StoredRow[]; lastRow: number };
  notes(input: Record<string, never>): { key: string; text: string }[];
  /** Puts a damaged file aside and begins a new one. */
  setAside(input: { file: string }): { setAside: string };
  /** A part of the next write, so that a hundred thousand rows need not come in one message. */
  stage(input: { rows: StoredRow[] }): null;
  /** Writes what was staged and this, all of it or nothing, and flushes it to the disk. */
  write(input: { removed: string[]; notes: { key: string; text: string | null }[] }): null;
  close(input: Record<string, never>): null;
}

/** One record as it lies on the disk. */
export interface StoredRow {
  transferId: string;
  /** JSON */
  text: string;
}
