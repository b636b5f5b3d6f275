import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';

const busyCode = 5;

export interface ProfileLock {
  /** Takes the file away: nothing may be left in a profile that was erased. `renew` brings the lock back. */
  forget(): void;
  /** @throws AppError profileInUse */
  renew(): void;
  release(): void;
}

/**
 * One core at a time works on a profile: two would each run the same transfers. The lock is one of the operating
 * system's, taken through SQLite, so that it ends with the process however that ends. Nothing is ever written there.
 *
 * @throws AppError profileInUse
 */
export function lockProfile(folder: string, log: Log): ProfileLock {
  const file = join(folder, 'owner.lock');
  let held = take(file, log);
  let isReleased = false;
  return {
    forget() {
      held?.close();
      held = null;
      rmSync(file, { force: true });
    },
    renew() {
      // What a closed core still hears of must not take the profile from the next one.
      if (!isReleased) held ??= take(file, log);
    },
    release() {
      isReleased = true;
      held?.close();
      held = null;
    },
  };
}

/** null: nothing can be locked there. */
function take(file: string, log: Log): DatabaseSync | null {
  let database: DatabaseSync | null = null;
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === busyCode)
      throw new AppError('profileInUse', { cause });
    // A read-only disk, or one without locks: nothing can be done twice there, or nobody can tell.
    log.warn('the profile could not be locked', { cause: String(cause) });
    return null;
  }
}
