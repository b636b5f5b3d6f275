import { chmodSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../lib/sqlite-errors.ts';

/** Raised when the tables change. The index is a copy of what the service knows: an older one is rebuilt. */
const schemaVersion = 2;

/**
 * items: everything seen, once per (drive, item) of its own place. folders: what was listed, and when; the list of
 * shared items is one of them. members: what is in which folder; an item may be in a folder and in the shared list.
 * rank: the place of a name among its siblings in the language `ranked_in`, so that a huge folder need not be ordered
 * again each time it is opened.
 */
const schema = `
  CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    drive TEXT NOT NULL,
    item TEXT NOT NULL,
    listed_at INTEGER,
    generation INTEGER NOT NULL DEFAULT 0,
    ranked_in TEXT,
    UNIQUE (drive, item)
  );
  CREATE TABLE items (
    row INTEGER PRIMARY KEY,
    own_drive TEXT NOT NULL,
    own_item TEXT NOT NULL,
    own_drive_id TEXT NOT NULL,
    drive_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    parent_drive_id TEXT,
    parent_item TEXT,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    size INTEGER,
    child_count INTEGER,
    modified INTEGER,
    modified_by TEXT,
    sharing INTEGER NOT NULL,
    shared_by TEXT,
    owner TEXT,
    has_thumbnail INTEGER NOT NULL,
    preview INTEGER NOT NULL,
    malware INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    ctag TEXT,
    mime TEXT,
    hash TEXT,
    UNIQUE (own_drive, own_item)
  );
  CREATE INDEX items_by_id ON items (item_id);
  CREATE TABLE members (
    folder INTEGER NOT NULL,
    row INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    rank INTEGER,
    PRIMARY KEY (folder, row)
  ) WITHOUT ROWID;
  CREATE INDEX members_by_row ON members (row);
  CREATE TRIGGER forget_rank AFTER UPDATE OF name ON items WHEN old.name <> new.name BEGIN
    UPDATE members SET rank = NULL WHERE row = new.row;
  END;
  PRAGMA user_version = ${schemaVersion};
`;

export interface OpenedIndex {
  database: DatabaseSync;
  /** Why the index was rebuilt, or null where the old one was taken. */
  rebuilt: 'corrupt' | 'outdated' | null;
  /** Why it lies in memory only; null: it is in its file. */
  trouble: string | null;
}

/**
 * Opens the index at `file`; one that is damaged or of another version is deleted and rebuilt. Where it can't be
 * written (a full or read-only disk, another process), the file is left alone and the index lies in memory. null: it
 * could not be written any more.
 */
export function openIndex(file: string | null): OpenedIndex {
  if (file === null)
    return { database: openIndexInMemory(), rebuilt: null, trouble: 'its file can not be written' };
  try {
    return { ...openFile(file), trouble: null };
  } catch (cause) {
    return { database: openIndexInMemory(), rebuilt: null, trouble: String(cause) };
  }
}

/** An empty index that ends with its process. */
export function openIndexInMemory(): DatabaseSync {
  return create(new DatabaseSync(':memory:'));
}

function openFile(file: string): Omit<OpenedIndex, 'trouble'> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  restrictFile(file);
  const database = new DatabaseSync(file);
  try {
    const state = inspect(database);
    if (state === 'usable') return { database: writable(prepare(database)), rebuilt: null };
    if (state === 'empty') return { database: create(database), rebuilt: null };
    database.close();
    return { database: rebuild(file), rebuilt: state };
  } catch (cause) {
    if (database.isOpen) database.close();
    throw cause;
  }
}

/** What SQLite keeps beside a database gets the rights of the database: nobody else reads names. */
function restrictFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

/** Fails where nothing can be written. */
function writable(database: DatabaseSync): DatabaseSync {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  database.exec(`PRAGMA user_version = ${version}`);
  return database;
}

function inspect(database: DatabaseSync): 'usable' | 'empty' | 'outdated' | 'corrupt' {
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
      tables: number;
    };
    if (tables === 0) return 'empty';
    if (version !== schemaVersion) return 'outdated';
    const check = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    return check.quick_check === 'ok' ? 'usable' : 'corrupt';
  } catch (error) {
    if (isDamage(error)) return 'corrupt';
    throw error;
  }
}

function rebuild(file: string): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  restrictFile(file);
  return create(new DatabaseSync(file));
}

function create(database: DatabaseSync): DatabaseSync {
  prepare(database).exec(schema);
  return database;
}

function prepare(database: DatabaseSync): DatabaseSync {
  // Losing the last moments at a power cut costs a listing, nothing more: NORMAL is enough.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY');
  return database;
}
