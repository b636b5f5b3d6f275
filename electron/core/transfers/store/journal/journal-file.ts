import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Raised when the tables change; each step up gets its migration here. */
const schemaVersion = 1;

/** `row` keeps the order in which transfers came, whatever happens to them later. */
const schema = `
  CREATE TABLE transfers (row INTEGER PRIMARY KEY AUTOINCREMENT, transfer_id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
  CREATE TABLE notes (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
`;

export interface OpenedJournal {
  database: DatabaseSync;
  /** The new name of a file that could not be read, or is of a version to come. */
  setAside: string | null;
}

/** Opens the journal at `file`. What can't be read is never thrown away: it is put aside, and a new one begins. */
export function openJournal(file: string): OpenedJournal {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file);
    return { database: prepare(database), setAside: null };
  } catch {
    if (database?.isOpen === true) database.close();
    return startNewFile(file);
  }
}

/** The old file and its write-ahead log are renamed, never deleted, so that they can be examined. */
export function startNewFile(file: string): { database: DatabaseSync; setAside: string } {
  const stamp = new Date().toISOString().replace(/[^0-9]/g, '');
  const setAside = `${basename(file, '.sqlite')}.damaged-${stamp}.sqlite`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, join(dirname(file), setAside) + suffix);
  return { database: prepare(new DatabaseSync(file)), setAside };
}

function prepare(database: DatabaseSync): DatabaseSync {
  // FULL: what is said to be kept survives a power cut. secure_delete: forgotten rows leave no names behind.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;`);
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === 0) database.exec(`BEGIN; ${schema} COMMIT;`);
  else if (version !== schemaVersion) throw new Error(`journal of version ${version}`);
  database.prepare('SELECT count(*) FROM notes').get();
  return database;
}
