import type { z } from 'zod';
import { createSerialQueue } from '../lib/serial-queue.ts';
import type { Log } from '../ports.ts';
import { keepAside, readProfileFile, removeWithAsides, writeProfileFile } from './profile-file.ts';

/** A short list in one JSON file of the profile, written whole with each change. */
export interface ProfileList {
  /** The file could not be read so far: what is in memory may not be all. */
  isUnread(): boolean;
  /** On the disk when it resolves; one after the other. @throws AppError profileUnwritable, and `apply` is undone */
  readonly change: (apply: () => void) => Promise<void>;
  /** Empties the list and deletes the file. */
  forget(): Promise<void>;
}

export interface ProfileListDeps<Row> {
  path: string;
  /** How the log calls it. */
  name: string;
  rows: z.ZodType<Row[]>;
  /** What is in memory now. */
  current: () => readonly Row[];
  /** Takes rows of the file; those that are in memory already stay as they are. */
  add: (rows: readonly Row[]) => void;
  clear: () => void;
  log: Log;
}

/** A file that can't be understood, or not be read when something is to be written, is kept aside under another name. */
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
      // Memory says no more than the disk.
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
