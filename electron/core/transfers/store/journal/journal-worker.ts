import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import { serveCalls } from '../../../lib/worker-rpc.ts';
import type { JournalCalls, StoredRow } from './journal-calls.ts';
import { startNewFile, openJournal } from './journal-file.ts';

/** The thread that owns the journal's file. */
const port = parentPort;
if (port === null) throw new Error('the journal runs in a worker thread');

const rowsPerPage = 2_000;

interface Statements {
  page: StatementSync;
  notes: StatementSync;
  put: StatementSync;
  remove: StatementSync;
  putNote: StatementSync;
  removeNote: StatementSync;
}

let database: DatabaseSync | null = null;
let statements: Statements | null = null;
let staged: StoredRow[] = [];

function use(opened: DatabaseSync): void {
  database = opened;
  statements = {
    page: opened.prepare(
      'SELECT row, transfer_id AS transferId, record AS text FROM transfers WHERE row > ? ORDER BY row LIMIT ?',
    ),
    notes: opened.prepare('SELECT key, text FROM notes'),
    put: opened.prepare(
      `INSERT INTO transfers (transfer_id, record) VALUES (?, ?)
       ON CONFLICT (transfer_id) DO UPDATE SET record = excluded.record`,
    ),
    remove: opened.prepare('DELETE FROM transfers WHERE transfer_id = ?'),
    putNote: opened.prepare('INSERT OR REPLACE INTO notes (key, text) VALUES (?, ?)'),
    removeNote: opened.prepare('DELETE FROM notes WHERE key = ?'),
  };
}

function opened(): { database: DatabaseSync; statements: Statements } {
  if (database === null || statements === null) throw new Error('the journal is not open');
  return { database, statements };
}

const calls: JournalCalls = {
  open({ file }) {
    const journal = openJournal(file);
    use(journal.database);
    return { setAside: journal.setAside };
  },
  page({ afterRow }) {
    // The columns are those of the statement.
    const found = opened().statements.page.all(afterRow, rowsPerPage) as unknown as (StoredRow & {
      row: number;
    })[];
    const rows = found.map(({ transferId, text }) => ({ transferId, text }));
    return { rows, lastRow: found.at(-1)?.row ?? afterRow };
  },
  notes: () => opened().statements.notes.all() as unknown as { key: string; text: string }[],
  setAside({ file }) {
    database?.close();
    const journal = startNewFile(file);
    use(journal.database);
    return { setAside: journal.setAside };
  },
  stage({ rows }) {
    staged.push(...rows);
    return null;
  },
  write({ removed, notes }) {
    const { database: open, statements: prepared } = opened();
    const rows = staged;
    staged = [];
    open.exec('BEGIN IMMEDIATE');
    try {
      for (const { transferId, text } of rows) prepared.put.run(transferId, text);
      for (const transferId of removed) prepared.remove.run(transferId);
      for (const { key, text } of notes)
        if (text === null) prepared.removeNote.run(key);
        else prepared.putNote.run(key, text);
      open.exec('COMMIT');
      // What left the list leaves the file, too: the log of writes would keep its names for a while.
      if (removed.length > 0) open.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      if (open.isTransaction) open.exec('ROLLBACK');
      throw error;
    }
    return null;
  },
  close() {
    database?.close();
    database = null;
    statements = null;
    return null;
  },
};

serveCalls<JournalCalls>(port, calls);
