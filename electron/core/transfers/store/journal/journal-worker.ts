import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import { toDiskTrouble } from '../../../lib/disk-trouble.ts';
import { serveCalls } from '../../../lib/worker-rpc.ts';
import { damagedCode, type JournalCalls, type OpenedFile, type StoredRow } from './journal-calls.ts';
import { isJournalDamage, openJournal, setJournalAside } from './journal-file.ts';

const port = parentPort;
if (port === null) throw new Error('the journal runs in a worker thread');

const rowsPerRead = 2_000;

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

function close(): void {
  if (database?.isOpen === true) database.close();
  database = null;
  statements = null;
  staged = [];
}

/** Reports the new name even if a new file can't be created now. */
function openOrSetAside(file: string, setAside: string | null = null): OpenedFile {
  close();
  try {
    use(openJournal(file));
    return { setAside, trouble: null, disk: null };
  } catch (error) {
    close();
    if (setAside !== null || !isJournalDamage(error)) return toTrouble(String(error), error, setAside);
    return startNew(file, error);
  }
}

function startNew(file: string, damage: unknown): OpenedFile {
  try {
    return openOrSetAside(file, setJournalAside(file));
  } catch (error) {
    return toTrouble(`${String(damage)}; ${String(error)}`, error);
  }
}

function toTrouble(trouble: string, error: unknown, setAside: string | null = null): OpenedFile {
  return { setAside, trouble, disk: toDiskTrouble(error) };
}

const calls: JournalCalls = {
  open: ({ file }) => openOrSetAside(file),
  page({ afterRow }) {
    const found = opened().statements.page.all(afterRow, rowsPerRead) as unknown as (StoredRow & {
      row: number;
    })[];
    const rows = found.map(({ transferId, text }) => ({ transferId, text }));
    return { rows, lastRow: found.at(-1)?.row ?? afterRow };
  },
  notes: () => opened().statements.notes.all() as unknown as { key: string; text: string }[],
  setAside({ file }) {
    close();
    return startNew(file, 'damaged rows');
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
      // Removed rows also leave the log, which would keep their names for a while.
      if (removed.length > 0) open.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      if (open.isTransaction) open.exec('ROLLBACK');
      throw error;
    }
    return null;
  },
  close() {
    close();
    return null;
  },
};

serveCalls<JournalCalls>(port, calls, (error) =>
  isJournalDamage(error) ? damagedCode : toDiskTrouble(error),
);
