import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { createItems } from '../graph/items.ts';
import { sharedList } from '../index/index-calls.ts';
import type { Index } from '../index/index-client.ts';
import type { Listings } from '../places/listings.ts';
import type { Clock } from '../ports.ts';

export interface Synced {
  files: number;
  folders: number;
}

export interface SyncDeps {
  index: Index;
  listings: Pick<Listings, 'shared'>;
  clock: Clock;
}

/** No content. A folder deleted meanwhile is skipped. */
export async function syncFolder(
  deps: SyncDeps,
  drive: AccountDrive,
  first: ItemRef,
  caller: { send: (part: Synced) => Promise<void>; signal: AbortSignal },
): Promise<Synced> {
  const pending: ItemRef[] = [first];
  const synced: Synced = { files: 0, folders: 0 };
  const retried = new Set<ItemRef>();
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    caller.signal.throwIfAborted();
    try {
      const found =
        folder === sharedList
          ? await syncShared(deps, drive)
          : await syncOne(deps, drive, folder, caller.signal);
      if (!found.isKept && !retried.has(folder)) {
        // A view is listing it: once more after all others, when that has probably ended.
        retried.add(folder);
        pending.unshift(folder);
        continue;
      }
      synced.files += found.files;
      synced.folders += found.folders.length;
      pending.push(...found.folders.reverse());
    } catch (error) {
      if (folder === first || !isAppError(error, 'notFound', 'accessDenied')) throw error;
    }
    await caller.send({ ...synced });
  }
  return synced;
}

interface Listed {
  files: number;
  folders: ItemRef[];
  isKept: boolean;
}

async function syncShared({ listings }: SyncDeps, drive: AccountDrive): Promise<Listed> {
  const entries = await listings.shared(drive);
  const folders = entries.filter(({ kind }) => kind === 'folder');
  return {
    files: entries.length - folders.length,
    folders: folders.map(({ driveId, itemId }) => ({ driveId, itemId })),
    isKept: true,
  };
}

async function syncOne(
  { index, clock }: SyncDeps,
  drive: AccountDrive,
  folder: ItemRef,
  signal: AbortSignal,
): Promise<Listed> {
  const { accountId } = drive.account;
  const generation = await index.call('beginListing', { accountId, folder });
  const below = new Map<string, ItemRef>();
  let files = 0;
  try {
    const onListing: Parameters<ReturnType<typeof createItems>['children']>[1] = async (entries) => {
      signal.throwIfAborted();
      await index.call('putListed', { accountId, folder, generation, entries });
      for (const { kind, driveId, itemId, own } of entries) {
        if (kind !== 'folder') files += 1;
        // Shortcuts may form a loop.
        else if (itemId === own.itemId) below.set(itemId, { driveId, itemId });
      }
    };
    await createItems(drive, { priority: 'background', signal }).children(folder, onListing);
    const listedAt = clock.now();
    const isKept = await index.call('endListing', { accountId, folder, generation, listedAt });
    return { files, folders: [...below.values()], isKept };
  } catch (error) {
    await index.call('dropListing', { accountId, folder, generation });
    throw error;
  }
}
