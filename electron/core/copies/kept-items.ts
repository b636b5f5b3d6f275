import { join } from 'node:path';
import { z } from 'zod';
import { ItemRef } from '../../contract/records.ts';
import { toAccountItemKey } from '../graph/addressing.ts';
import type { Log } from '../ports.ts';
import { openProfileList } from '../profile/profile-list.ts';

export const KeptItem = z.object({
  accountId: z.string(),
  item: ItemRef,
  kind: z.enum(['file', 'folder']),
  name: z.string(),
  /** Of the parent folder when it was last checked: "myfiles/Finance". */
  from: z.string(),
});
export type KeptItem = z.infer<typeof KeptItem>;

/** Changes are on the disk when they resolve. */
export interface KeptItems {
  all(): readonly KeptItem[];
  has(accountId: string, item: ItemRef): boolean;
  /** The outermost one that is or contains the folder. `path`: "myfiles/Finance". */
  folderOver(accountId: string, path: string): KeptItem | null;
  put(items: readonly KeptItem[]): Promise<void>;
  noteMoved(item: KeptItem): Promise<void>;
  /** @throws AppError profileUnwritable */
  remove(accountId: string, items: readonly ItemRef[]): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  files(): string[];
  forget(): Promise<void>;
}

/** A file that can't be parsed is set aside: the choices can be made again. */
export async function createKeptItems(folder: string, log: Log, changed: () => void): Promise<KeptItems> {
  const path = join(folder, 'kept.json');
  const items = new Map<string, KeptItem>();
  const folders = new Map<string, KeptItem>();

  function set(item: KeptItem): void {
    drop(toAccountItemKey(item.accountId, item.item));
    items.set(toAccountItemKey(item.accountId, item.item), item);
    if (item.kind === 'folder') folders.set(toPathKey(item.accountId, toOwnPath(item)), item);
  }

  function drop(key: string): void {
    const item = items.get(key);
    items.delete(key);
    if (item?.kind !== 'folder') return;
    const pathKey = toPathKey(item.accountId, toOwnPath(item));
    // Another one may have this path by now.
    if (folders.get(pathKey) === item) folders.delete(pathKey);
  }

  const list = await openProfileList({
    path,
    name: 'the list of kept items',
    rows: z.array(KeptItem),
    current: () => [...items.values()],
    add(rows) {
      for (const item of rows) if (!items.has(toAccountItemKey(item.accountId, item.item))) set(item);
    },
    clear() {
      items.clear();
      folders.clear();
    },
    log,
  });

  async function write(change: () => void): Promise<void> {
    await list.change(change);
    changed();
  }

  return {
    all: () => [...items.values()],
    has: (accountId, item) => items.has(toAccountItemKey(accountId, item)),
    folderOver(accountId, folderPath) {
      const names = folderPath.split('/');
      for (let length = 1; length <= names.length; length += 1) {
        const found = folders.get(toPathKey(accountId, names.slice(0, length).join('/')));
        if (found !== undefined) return found;
      }
      return null;
    },
    noteMoved: (item) =>
      write(() => {
        if (items.has(toAccountItemKey(item.accountId, item.item))) set(item);
      }),
    put: (added) => write(() => added.forEach(set)),
    remove: (accountId, removed) =>
      write(() => {
        for (const item of removed) drop(toAccountItemKey(accountId, item));
      }),
    removeAccount: (accountId) =>
      list.isUnread() || [...items.values()].some((item) => item.accountId === accountId)
        ? write(() => {
            for (const [key, item] of items) if (item.accountId === accountId) drop(key);
          })
        : Promise.resolve(),
    files: () => [path],
    forget: () => list.forget(),
  };
}

export const toOwnPath = ({ from, name }: Pick<KeptItem, 'from' | 'name'>): string => `${from}/${name}`;

const toPathKey = (accountId: string, path: string): string => `${accountId} ${path}`;
