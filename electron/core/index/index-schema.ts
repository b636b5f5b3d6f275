import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DiskTrouble } from '../../contract/errors.ts';
import { maxCacheKiB } from './cache-shares.ts';
import { isDamage, toDiskTrouble } from '../lib/disk-trouble.ts';
import { migrate, migratedVersions } from './migrate.ts';
import { schemaVersion, tables } from './tables.ts';

/** An integrity check reads the whole file, so larger ones are checked only in use. */
const maxCheckedBytes = 4 * 1024 * 1024;

/** 16 MiB. */
const checkpointPages = 4096;
const keptLogBytes = 4 * 1024 * 1024;

export interface OpenedIndex {
  database: DatabaseSync;
  /** null if the old index was usable. */
  rebuilt: 'corrupt' | 'outdated' | null;
  /** null if the index is in its file. */
  trouble: { reason: string; disk: DiskTrouble | null } | null;
}

/**
 * A damaged file, or one of an unknown version, is set aside (as `….broken`) and rebuilt. A file that can't
 * be written is left alone and the index is in memory. null: in memory because writes failed before.
 */
export function openIndex(file: string | null): OpenedIndex {
  if (file === null)
    return {
      database: openIndexInMemory(),
      rebuilt: null,
      trouble: { reason: 'its file can not be written', disk: null },
    };
  try {
    return { ...openFile(file), trouble: null };
  } catch (cause) {
    const trouble = { reason: String(cause), disk: toDiskTrouble(cause) };
    return { database: openIndexInMemory(), rebuilt: null, trouble };
  }
}

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

/** false: the tables don't match their version. */
function takesOver(database: DatabaseSync): boolean {
  try {
    migrate(database);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** SQLite's companion files get the same permissions. */
function restrictFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

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

export function setAside(file: string): void {
  renameSync(file, `${file}.broken`);
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
}

function create(database: DatabaseSync): DatabaseSync {
  prepare(database).exec(tables);
  return database;
}

function prepare(database: DatabaseSync): DatabaseSync {
  // NORMAL: losing the last moments in a power cut only costs a new listing.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY');
  // New items are spread over the whole index of keys: memory and rarer checkpoints spare most of the
  // writing.
  database.exec(`PRAGMA cache_size = -${maxCacheKiB}; PRAGMA wal_autocheckpoint = ${checkpointPages}`);
  database.exec(`PRAGMA journal_size_limit = ${keptLogBytes}`);
  return database;
}
