import { join } from 'node:path';
import { z } from 'zod';
import { ItemRef } from '../../../contract/records.ts';
import { toAccountItemKey } from '../../graph/addressing.ts';
import type { Log } from '../../ports.ts';
import { openProfileList } from '../../profile/profile-list.ts';

const Remembered = z.object({
  accountId: z.string(),
  item: ItemRef,
  /** The sealed link; null if it could not be sealed, or the item was removed. */
  link: z.string().nullable(),
  isRemoved: z.boolean(),
});
type Remembered = z.infer<typeof Remembered>;

/** Links grant access, so they are stored sealed or not at all. */
export interface Seal {
  seal(accountId: string, plain: string): Promise<string | null>;
  unseal(accountId: string, sealed: string): Promise<string | null>;
}

/** Changes are on the disk when they resolve. */
export interface SharedMemory {
  opened(accountId: string): ItemRef[];
  linkOf(accountId: string, item: ItemRef): Promise<string | null>;
  isRemoved(accountId: string, item: ItemRef): boolean;
  /** @throws AppError profileUnwritable */
  open(accountId: string, item: ItemRef, link: string): Promise<void>;
  /** @throws AppError profileUnwritable */
  remove(accountId: string, item: ItemRef): Promise<void>;
  /** It may be listed again; its link is not restored. @throws AppError profileUnwritable */
  restore(accountId: string, item: ItemRef): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  files(): string[];
  forget(): Promise<void>;
}

/** `shared.json`. A file that can't be parsed is set aside: links can be opened again. */
export async function createSharedMemory(folder: string, seal: Seal, log: Log): Promise<SharedMemory> {
  const path = join(folder, 'shared.json');
  const all = new Map<string, Remembered>();
  const list = await openProfileList({
    path,
    name: 'what was opened by links',
    rows: z.array(Remembered),
    current: () => [...all.values()],
    add(rows) {
      for (const one of rows)
        if (!all.has(toAccountItemKey(one.accountId, one.item)))
          all.set(toAccountItemKey(one.accountId, one.item), one);
    },
    clear: () => all.clear(),
    log,
  });
  const { change } = list;

  return {
    opened: (accountId) =>
      [...all.values()].flatMap((one) => (one.accountId === accountId && !one.isRemoved ? [one.item] : [])),
    async linkOf(accountId, item) {
      const sealed = all.get(toAccountItemKey(accountId, item))?.link ?? null;
      return sealed === null ? null : seal.unseal(accountId, sealed);
    },
    isRemoved: (accountId, item) => all.get(toAccountItemKey(accountId, item))?.isRemoved === true,
    async open(accountId, item, link) {
      const sealed = await seal.seal(accountId, link);
      await change(() =>
        all.set(toAccountItemKey(accountId, item), { accountId, item, link: sealed, isRemoved: false }),
      );
    },
    remove: (accountId, item) =>
      change(() => {
        const known = all.get(toAccountItemKey(accountId, item));
        all.set(toAccountItemKey(accountId, item), {
          accountId,
          item,
          link: known?.link ?? null,
          isRemoved: true,
        });
      }),
    restore: (accountId, item) =>
      change(() => {
        const known = all.get(toAccountItemKey(accountId, item));
        if (known?.link == null) all.delete(toAccountItemKey(accountId, item));
        else all.set(toAccountItemKey(accountId, item), { ...known, isRemoved: false });
      }),
    removeAccount: (accountId) =>
      list.isUnread() || [...all.values()].some((one) => one.accountId === accountId)
        ? change(() => {
            for (const [key, one] of all) if (one.accountId === accountId) all.delete(key);
          })
        : Promise.resolve(),
    files: () => [path],
    forget: () => list.forget(),
  };
}
