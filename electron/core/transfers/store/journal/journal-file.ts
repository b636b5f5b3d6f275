import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../../../lib/sqlite-errors.ts';

/** Raised when the tables change; each step up gets its migration here. */
const schemaVersion = 1;

/** `row` keeps the order in which transfers were added. */
const schema = `
  CREATE TABLE transfers (row INTEGER PRIMARY KEY AUTOINCREMENT, transfer_id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
  CREATE TABLE notes (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
`;

/** Another process may hold the file for a moment: a virus scanner, a backup. */
const busyTimeoutMs = 500;

/** The file is not a journal that this version can read, and never will be. */
class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** Whether the content of the file is to blame. Busy, full, read-only or denied is no damage. */
export const isJournalDamage = (error: unknown): boolean => error instanceof DamagedFile || isDamage(error);

/**
 * Opens the journal at `file`, or begins one. A damaged file fails with what `isJournalDamage` tells; any other failure says
 * nothing about the file.
 */
export function openJournal(file: string): DatabaseSync {
  if (isMissing(file)) createJournalFile(file);
  // A journal gets its name when it is complete: without a byte, it lost what it held.
  else if (existsSync(file) && statSync(file).size === 0) throw new DamagedFile('empty file');
  // A link to a disk that has come back, without a journal on it so far: it begins there.
  else if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  else chmodSync(file, 0o600);
  return prepared(file);
}

/** The old file and its write-ahead log are renamed, never deleted, so that they can be examined. Returns the new name. */
export function setJournalAside(file: string): string {
  const stamp = new Date().toISOString().replace(/[^0-9]/g, '');
  const setAside = freeName(dirname(file), `${basename(file, '.sqlite')}.damaged-${stamp}`);
  // The file itself goes last: when this is interrupted, the next start finds it and does the rest.
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(file + suffix)) renameSync(file + suffix, join(dirname(file), setAside) + suffix);
  return setAside;
}

function freeName(folder: string, base: string): string {
  const names = new Set(readdirSync(folder));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${base}.sqlite` : `${base}${number}.sqlite`;
    if (!names.has(name)) return name;
  }
}

/** A link that leads nowhere is no missing file: its disk may come back. */
function isMissing(file: string): boolean {
  try {
    lstatSync(file);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

/** Beside its place first: a disk that is full or a crash must not leave an empty file there. */
function createJournalFile(file: string): void {
  const unfinished = `${file}.new`;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(unfinished + suffix, { force: true });
  // What SQLite keeps beside a database gets the rights of the database.
  closeSync(openSync(unfinished, 'wx', 0o600));
  prepared(unfinished).close();
  // What is left of a log belongs to another file, which is gone: SQLite would take it for this one's.
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  renameSync(unfinished, file);
  flushFolder(dirname(file));
}

/** Makes the rename survive a power cut, where the system can flush folders. */
function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows can't open folders, and some file systems can't flush them.
  }
}

function prepared(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    // FULL: what is said to be kept survives a power cut. secure_delete: forgotten rows leave no names behind.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;`);
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (version === 0) database.exec(`BEGIN; ${schema} COMMIT;`);
    else if (version !== schemaVersion) throw new DamagedFile(`journal of version ${version}`);
    database.prepare('SELECT count(*) FROM notes').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
