import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../lib/sqlite-errors.ts';
import { migrate, migratedVersions } from './migrate.ts';
import { schemaVersion, tables } from './tables.ts';

/** A check of the whole file takes as long as reading it: larger ones are checked by use. */
const maxCheckedBytes = 4 * 1024 * 1024;

export interface OpenedIndex {
  database: DatabaseSync;
  /** Why the index was rebuilt, or null where the old one was taken. */
  rebuilt: 'corrupt' | 'outdated' | null;
  /** Why it lies in memory only; null: it is in its file. */
  trouble: string | null;
}

/**
 * Opens the index at `file`. One of an earlier version is brought to this one; one that is damaged, or of a version that
 * this program does not know, is set aside (as `….broken`, one of them) and rebuilt. Where it can't be
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
    const state = inspect(database, statSync(file).size);
    if (state === 'usable') return { database: writable(prepare(database)), rebuilt: null };
    if (state === 'empty') return { database: create(database), rebuilt: null };
    if (state === 'earlier' && takesOver(prepare(database))) return { database, rebuilt: null };
    database.close();
    return { database: rebuild(file), rebuilt: state === 'corrupt' ? 'corrupt' : 'outdated' };
  } catch (cause) {
    if (database.isOpen) database.close();
    throw cause;
  }
}

/** false: its tables are not what their version says. */
function takesOver(database: DatabaseSync): boolean {
  try {
    migrate(database);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
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

function inspect(
  database: DatabaseSync,
  sizeBytes: number,
): 'usable' | 'empty' | 'earlier' | 'unknown' | 'corrupt' {
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
      tables: number;
    };
    if (tables === 0) return 'empty';
    if (migratedVersions.includes(version)) return 'earlier';
    if (version !== schemaVersion) return 'unknown';
    if (sizeBytes > maxCheckedBytes) return 'usable';
    const check = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    return check.quick_check === 'ok' ? 'usable' : 'corrupt';
  } catch (error) {
    if (isDamage(error)) return 'corrupt';
    throw error;
  }
}

function rebuild(file: string): DatabaseSync {
  setAside(file);
  restrictFile(file);
  return create(new DatabaseSync(file));
}

/** The last one that was damaged is kept, for who wants to look. */
export function setAside(file: string): void {
  renameSync(file, `${file}.broken`);
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
}

function create(database: DatabaseSync): DatabaseSync {
  prepare(database).exec(tables);
  return database;
}

function prepare(database: DatabaseSync): DatabaseSync {
  // Losing the last moments at a power cut costs a listing, nothing more: NORMAL is enough.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY');
  return database;
}
