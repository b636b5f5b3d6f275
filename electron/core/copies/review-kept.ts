import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import type { Documents } from '../documents/documents.ts';
import { findLockFile } from '../documents/lock-files.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import { isSameContent } from '../graph/same-content.ts';
import type { Index } from '../index/index-client.ts';
import type { ItemMethods } from '../methods/item-methods.ts';
import { toPlacePath } from '../places/place-path.ts';
import type { Log } from '../ports.ts';
import { toVersion } from '../transfers/run/remote-file.ts';
import type { PlannedDownload } from '../transfers/start-transfers.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { toOwnPath, type KeptItem, type KeptItems } from './kept-items.ts';

export interface ReviewDeps {
  kept: KeptItems;
  documents: Documents;
  accounts: AccountDrives;
  index: Index;
  itemMethods: Pick<ItemMethods, 'download' | 'list'>;
  transfers: Pick<Transfers, 'findDownloads' | 'retry'>;
  log: Log;
}

/**
 * Downloads what is missing or outdated. Edited copies are left alone, and files deleted in OneDrive stay.
 * Rejects only if aborted by `signal`.
 */
export async function reviewKept(deps: ReviewDeps, signal: AbortSignal): Promise<void> {
  const byAccount = Map.groupBy(deps.kept.all(), ({ accountId }) => accountId);
  for (const [accountId, items] of byAccount) {
    const drive = deps.accounts.find(accountId);
    if (drive === null || drive.account.state !== 'ready') continue;
    const wanted = new Map<string, Wanted>();
    for (const item of items) {
      try {
        const ofItem = await findWanted(deps, drive, item, signal);
        // It may no longer be kept.
        if (!deps.kept.has(accountId, item.item)) continue;
        for (const found of ofItem) wanted.set(toItemKey(found.entry), found);
      } catch (cause) {
        signal.throwIfAborted();
        deps.log.info('a kept item was not compared', { cause: String(cause) });
      }
    }
    await fetchWanted(deps, accountId, [...wanted.values()]).catch((cause: unknown) => {
      signal.throwIfAborted();
      deps.log.warn('kept items were not fetched', { cause: String(cause) });
    });
  }
}

interface Wanted {
  entry: DriveEntry;
  path: string;
}

async function findWanted(
  { kept, documents, index, itemMethods, transfers }: ReviewDeps,
  drive: AccountDrive,
  item: KeptItem,
  signal: AbortSignal,
): Promise<Wanted[]> {
  const { accountId } = drive.account;
  const { entry } = await createItems(drive, { priority: 'background', signal }).get(item.item);
  const from = await toPlacePath(index, drive, entry.parent);
  const now: KeptItem = { ...item, name: entry.name, from };
  // It was renamed or moved, so its contents are kept under the new path.
  if (toOwnPath(now) !== toOwnPath(item)) await kept.noteMoved(now);
  const wanted: Wanted[] = [];
  const checkFile = async (found: Wanted): Promise<void> => {
    if (await isWanted(documents, accountId, found)) wanted.push(found);
  };
  if (item.kind === 'file') await checkFile({ entry, path: from });
  // While the folder is being downloaded, so are its files.
  else if (!transfers.findDownloads(accountId).has(toItemKey(item.item), 'unfinished'))
    await itemMethods.list(
      drive,
      { ref: item.item, path: toOwnPath(now) },
      { recursive: true, signal, onFailure: () => undefined },
      async (found) => {
        for (const { entry: each, path } of found)
          await checkFile({ entry: each, path: path.slice(0, path.lastIndexOf('/')) });
      },
    );
  return wanted;
}

async function isWanted(documents: Documents, accountId: string, { entry, path }: Wanted): Promise<boolean> {
  if (entry.kind !== 'file' || entry.problem !== null) return false;
  const copy = await documents.find(accountId, entry);
  if (copy === null || copy.state === 'missing') return true;
  // The list has its path in OneDrive, which decides whether it is kept.
  if (copy.record.from !== path) await documents.noteMoved(copy.record.documentId, path);
  if (copy.state !== 'present' || isSameContent(copy.record.version, toVersion(entry))) return false;
  // An open one is replaced by a later review.
  return (await findLockFile(copy.path)) === null;
}

/** A failed transfer is retried in place; a cancelled one is left alone. */
async function fetchWanted(
  { itemMethods, transfers }: Pick<ReviewDeps, 'itemMethods' | 'transfers'>,
  accountId: string,
  wanted: readonly Wanted[],
): Promise<void> {
  const known = transfers.findDownloads(accountId);
  const failed = wanted.flatMap(({ entry }) => known.failed(toItemKey(entry)) ?? []);
  const fresh = wanted.filter(
    ({ entry }) => !known.has(toItemKey(entry), 'unfinished', 'failed', 'cancelled'),
  );
  const downloads = fresh.map(({ entry, path }): PlannedDownload => ({ entry, path, to: null, place: null }));
  if (downloads.length > 0) itemMethods.download(accountId, downloads);
  if (failed.length > 0) await transfers.retry({ transferIds: failed.slice(0, 5000) });
}
