import { join } from 'node:path';
import { z } from 'zod';
import { ItemRef } from '../../../contract/records.ts';
import { toItemKey } from '../../graph/addressing.ts';
import type { Log } from '../../ports.ts';
import {
  keepAside,
  readProfileFile,
  removeWithAsides,
  writeProfileFile,
} from '../../profile/profile-file.ts';

/** Something that a person opened by a link, or took off the list of shared items. */
const Remembered = z.object({
  accountId: z.string(),
  item: ItemRef,
  /** The link, sealed; null where it could not be sealed, or the item was taken off the list. */
  link: z.string().nullable(),
  isRemoved: z.boolean(),
});
type Remembered = z.infer<typeof Remembered>;

/** Links let in who has them: they lie on the disk sealed or not at all. */
export interface Seal {
  seal(accountId: string, plain: string): Promise<string | null>;
  unseal(accountId: string, sealed: string): Promise<string | null>;
}

/** What the list of shared items owes to the person. Changes are on the disk when they resolve. */
export interface SharedMemory {
  opened(accountId: string): ItemRef[];
  /** The link that an item was opened by; null: it can't be read. */
  linkOf(accountId: string, item: ItemRef): Promise<string | null>;
  isRemoved(accountId: string, item: ItemRef): boolean;
  /** @throws AppError profileUnwritable */
  open(accountId: string, item: ItemRef, link: string): Promise<void>;
  /** @throws AppError profileUnwritable */
  remove(accountId: string, item: ItemRef): Promise<void>;
  /** It may come back: a link that opened it does not. @throws AppError profileUnwritable */
  restore(accountId: string, item: ItemRef): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  files(): string[];
  forget(): Promise<void>;
}

const keyOf = (accountId: string, item: ItemRef) => `${accountId} ${toItemKey(item)}`;

/** `shared.json`. One that can't be understood is kept aside: links can be opened again. */
export async function createSharedMemory(folder: string, seal: Seal, log: Log): Promise<SharedMemory> {
  const path = join(folder, 'shared.json');
  const all = new Map<string, Remembered>();
  let isUnread = false;
  let writing: Promise<void> = Promise.resolve();

  async function load(): Promise<void> {
    const text = await readProfileFile(path);
    isUnread = false;
    if (text === null) return;
    try {
      for (const one of z.array(Remembered).parse(JSON.parse(text)))
        if (!all.has(keyOf(one.accountId, one.item))) all.set(keyOf(one.accountId, one.item), one);
    } catch (cause) {
      log.warn('what was opened by links was not understood and is kept aside', {
        keptAs: await keepAside(path),
        cause: String(cause),
      });
    }
  }

  /** A list that can't be read when something is to be written gets another name. */
  async function readLate(): Promise<void> {
    await load().catch(async (cause: unknown) => {
      log.warn('what was opened by links can not be read and is kept aside', {
        keptAs: await keepAside(path),
        cause: String(cause),
      });
    });
    isUnread = false;
  }

  /** One after the other, each with all there is then. */
  function change(apply: () => void): Promise<void> {
    const written = writing.then(async () => {
      if (isUnread) await readLate();
      const before = new Map(all);
      apply();
      try {
        await writeProfileFile(path, `${JSON.stringify([...all.values()])}\n`);
      } catch (error) {
        // Memory says no more than the disk.
        all.clear();
        for (const [key, one] of before) all.set(key, one);
        throw error;
      }
    });
    writing = written.catch(() => undefined);
    return written;
  }

  await load().catch((cause: unknown) => {
    log.warn('what was opened by links can not be read now', { cause: String(cause) });
    isUnread = true;
  });

  return {
    opened: (accountId) =>
      [...all.values()].flatMap((one) => (one.accountId === accountId && !one.isRemoved ? [one.item] : [])),
    async linkOf(accountId, item) {
      const sealed = all.get(keyOf(accountId, item))?.link ?? null;
      return sealed === null ? null : seal.unseal(accountId, sealed);
    },
    isRemoved: (accountId, item) => all.get(keyOf(accountId, item))?.isRemoved === true,
    async open(accountId, item, link) {
      const sealed = await seal.seal(accountId, link);
      await change(() =>
        all.set(keyOf(accountId, item), { accountId, item, link: sealed, isRemoved: false }),
      );
    },
    remove: (accountId, item) =>
      change(() => {
        const known = all.get(keyOf(accountId, item));
        all.set(keyOf(accountId, item), { accountId, item, link: known?.link ?? null, isRemoved: true });
      }),
    restore: (accountId, item) =>
      change(() => {
        const known = all.get(keyOf(accountId, item));
        if (known?.link == null) all.delete(keyOf(accountId, item));
        else all.set(keyOf(accountId, item), { ...known, isRemoved: false });
      }),
    removeAccount: (accountId) =>
      isUnread || [...all.values()].some((one) => one.accountId === accountId)
        ? change(() => {
            for (const [key, one] of all) if (one.accountId === accountId) all.delete(key);
          })
        : Promise.resolve(),
    files: () => [path],
    async forget() {
      all.clear();
      isUnread = false;
      await writing;
      await removeWithAsides(path);
    },
  };
}
