import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ErrorCode, type Failure, type FailureFacts, toFailure } from '../../contract/errors.ts';
import { isErrorCode } from '../errors.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';
import { createSerialQueue } from '../lib/serial-queue.ts';
import type { Log } from '../ports.ts';
import { readProfileFile } from './profile-file.ts';

export interface ProfileNotices {
  list(): Failure[];
  /** Shown, across restarts, until dismissed. */
  add(code: ErrorCode, subject: string): void;
  /** Shown while it is true. */
  set(code: ErrorCode, isSo: boolean, facts?: Partial<FailureFacts>): void;
  dismiss(code: ErrorCode): Promise<void>;
  forget(): Promise<void>;
}

const Kept = z.array(z.object({ code: z.string(), subject: z.string() }));

/** `notices.json` holds those not dismissed. */
export async function createProfileNotices(
  folder: string,
  changed: () => void,
  log: Log,
): Promise<ProfileNotices> {
  const path = join(folder, 'notices.json');
  const kept = new Map<ErrorCode, string>();
  const now = new Map<ErrorCode, Failure>();
  const inTurn = createSerialQueue();
  for (const { code, subject } of await readKept(path)) if (isErrorCode(code)) kept.set(code, subject);

  /** A notice that can't be stored lasts until the app ends. */
  function save(): Promise<void> {
    return inTurn(() => {
      const rows = [...kept].map(([code, subject]) => ({ code, subject }));
      return rows.length === 0
        ? rm(path, { force: true })
        : writeFileAtomically(path, `${JSON.stringify(rows)}\n`);
    }).catch((error: unknown) => log.warn('notices not kept', { cause: String(error) }));
  }

  return {
    list: () => [...now.values(), ...[...kept].map(([code, subject]) => toFailure(code, subject))],
    add(code, subject) {
      kept.set(code, subject);
      void save();
      changed();
    },
    set(code, isSo, facts) {
      if (now.has(code) === isSo) return;
      if (isSo) now.set(code, toFailure(code, null, facts));
      else now.delete(code);
      changed();
    },
    async dismiss(code) {
      if (!kept.delete(code)) return;
      await save();
      changed();
    },
    async forget() {
      kept.clear();
      await save();
      changed();
    },
  };
}

async function readKept(path: string): Promise<z.infer<typeof Kept>> {
  try {
    return Kept.parse(JSON.parse((await readProfileFile(path)) ?? '[]'));
  } catch {
    return [];
  }
}
