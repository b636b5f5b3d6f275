import type { z } from 'zod';
import { createSerialQueue } from '../lib/serial-queue.ts';
import type { Log } from '../ports.ts';
import { keepAside, readProfileFile, removeWithAsides, writeProfileFile } from './profile-file.ts';

export interface ProfileList {
  /** The file could not be read yet: memory may be incomplete. */
  isUnread(): boolean;
  /** On the disk when it resolves; serialized. @throws AppError profileUnwritable, and `apply` is undone */
  readonly change: (apply: () => void) => Promise<void>;
  forget(): Promise<void>;
}

export interface ProfileListDeps<Row> {
  path: string;
  name: string;
  rows: z.ZodType<Row[]>;
  current: () => readonly Row[];
  add: (rows: readonly Row[]) => void;
  clear: () => void;
  log: Log;
}

export async function openProfileList<Row>(deps: ProfileListDeps<Row>): Promise<ProfileList> {
  const { path, name, rows, current, add, clear, log } = deps;
  const inTurn = createSerialQueue();
  let isUnread = false;

  const putAside = async (what: string, cause: unknown): Promise<void> =>
    log.warn(`${name}: ${what} and is kept aside`, { keptAs: await keepAside(path), cause: String(cause) });

  async function load(): Promise<void> {
    const text = await readProfileFile(path);
    isUnread = false;
    if (text === null) return;
    try {
      add(rows.parse(JSON.parse(text)));
    } catch (cause) {
      await putAside('was not understood', cause);
    }
  }

  async function write(apply: () => void): Promise<void> {
    if (isUnread) await load().catch((cause: unknown) => putAside('can not be read', cause));
    isUnread = false;
    const before = [...current()];
    apply();
    try {
      await writeProfileFile(path, `${JSON.stringify(current())}\n`);
    } catch (error) {
      // Memory must not be ahead of the disk.
      clear();
      add(before);
      throw error;
    }
  }

  await load().catch((cause: unknown) => {
    log.warn(`${name}: can not be read now`, { cause: String(cause) });
    isUnread = true;
  });
  return {
    isUnread: () => isUnread,
    change: (apply) => inTurn(() => write(apply)),
    async forget() {
      clear();
      isUnread = false;
      await inTurn(() => removeWithAsides(path));
    },
  };
}
