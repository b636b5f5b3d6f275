import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';

const busyCode = 5;

export interface ProfileLock {
  /** Deletes the file: nothing may be left of an erased profile. `renew` restores the lock. */
  forget(): void;
  /** @throws AppError profileInUse */
  renew(): void;
  release(): void;
}

/**
 * Two cores would run the same transfers. It is an operating system lock taken through SQLite, so it ends
 * with the process. @throws AppError profileInUse
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
      // Late events of a closed core must not take the profile from the next one.
      if (!isReleased) held ??= take(file, log);
    },
    release() {
      isReleased = true;
      held?.close();
      held = null;
    },
  };
}

/** null: locking is not possible there. */
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
    // A read-only disk, or one without locks.
    log.warn('the profile could not be locked', { cause: String(cause) });
    return null;
  }
}
