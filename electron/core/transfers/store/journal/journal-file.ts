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
import { isDamage } from '../../../lib/disk-trouble.ts';

/** Increase when the tables change, and add a migration here. */
const schemaVersion = 1;

const schema = `
  CREATE TABLE transfers (row INTEGER PRIMARY KEY AUTOINCREMENT, transfer_id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
  CREATE TABLE notes (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
`;

/** A virus scanner or backup may lock the file for a moment. */
const busyTimeoutMs = 500;

/** The file is not a journal that this version can ever read. */
class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** Busy, full, read-only or denied is not damage. */
export const isJournalDamage = (error: unknown): boolean => error instanceof DamagedFile || isDamage(error);

/**
 * Opens or creates the journal. Only errors that `isJournalDamage` recognizes say something about the file.
 */
export function openJournal(file: string): DatabaseSync {
  if (isMissing(file)) createJournalFile(file);
  // A journal gets its name when complete: an empty one lost its content.
  else if (existsSync(file) && statSync(file).size === 0) throw new DamagedFile('empty file');
  // A symbolic link to a disk that is back, but has no journal yet.
  else if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  else chmodSync(file, 0o600);
  return prepared(file);
}

/** Renamed, never deleted, so that it can be examined. Returns the new name. */
export function setJournalAside(file: string): string {
  const stamp = new Date().toISOString().replace(/[^0-9]/g, '');
  const setAside = freeName(dirname(file), `${basename(file, '.sqlite')}.damaged-${stamp}`);
  // The file itself goes last, so that the next start finds it after an interruption.
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

/** A dangling link does not count: its disk may come back. */
function isMissing(file: string): boolean {
  try {
    lstatSync(file);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

/** A full disk or a crash must not leave an empty file. */
function createJournalFile(file: string): void {
  const unfinished = `${file}.new`;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(unfinished + suffix, { force: true });
  // SQLite's companion files get the permissions of the database.
  closeSync(openSync(unfinished, 'wx', 0o600));
  prepared(unfinished).close();
  // A leftover log belongs to a deleted file: SQLite would apply it to this one.
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  renameSync(unfinished, file);
  flushFolder(dirname(file));
}

/** Makes the rename survive a power cut, if the system can flush folders. */
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
    // FULL: confirmed writes survive a power cut. secure_delete: removed rows leave no names behind.
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
