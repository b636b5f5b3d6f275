import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toDriveKey, toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { loadAncestors } from '../places/crumbs.ts';

/** Search results may have more; the first ones suffice. */
const maxParents = 20;

type Chains = Pick<Index, 'call'>;

export async function findSharedAbove(
  index: Chains,
  accountId: string,
  entries: readonly DriveEntry[],
): Promise<string[][]> {
  const parents = new Map<string, ItemRef>();
  for (const { parent } of entries) {
    if (parents.size === maxParents) break;
    if (parent !== null) parents.set(toItemKey(parent), parent);
  }
  return Promise.all([...parents.values()].map((parent) => findShared(index, accountId, parent)));
}

export const isInShared = (above: readonly string[][]): boolean => above.some((keys) => keys.length > 0);

/** Who sees a folder sees its contents. */
export async function readAccessChange(
  index: Chains,
  accountId: string,
  entries: readonly DriveEntry[],
  to: ItemRef,
): Promise<{ leavesShared: boolean; entersShared: boolean }> {
  const above = await findSharedAbove(index, accountId, entries);
  const there = await findShared(index, accountId, to);
  return {
    leavesShared: above.some((keys) => keys.some((key) => !there.includes(key))),
    entersShared: isNewTo(above, there),
  };
}

/** Between drives. Others see what is in a library or in a folder of someone else. */
export async function entersShared(index: Index, drive: AccountDrive, to: ItemRef): Promise<boolean> {
  if (toDriveKey(to.driveId) !== toDriveKey(drive.root.driveId)) return true;
  await loadAncestors(index, drive, 'myfiles', to);
  return (await findShared(index, drive.account.accountId, to)).length > 0;
}

/** What is shared itself has no folder that the person sees. */
const isNewTo = (above: readonly string[][], there: readonly string[]): boolean =>
  above.length === 0 ? there.length > 0 : above.some((keys) => there.some((key) => !keys.includes(key)));

async function findShared(index: Chains, accountId: string, folder: ItemRef): Promise<string[]> {
  const links = await index.call('chain', { accountId, item: folder, place: 'myfiles' });
  return links.filter(({ entry }) => entry.sharing === 'byMe').map(({ entry }) => toItemKey(entry.own));
}
