import type { Crumb, ItemRef, PlaceName } from '../../contract/records.ts';
import { t } from '../../contract/strings/translate.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { sharedList, type ChainLink } from '../index/index-calls.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';

/** A folder with the way to it. */
export interface Located {
  /** null for the root of My Files and for the list of shared items. */
  entry: DriveEntry | null;
  /** From the place to the folder itself. */
  crumbs: Crumb[];
  /** "myfiles/Finance/Invoices" */
  path: string;
  /** Who owns it when it is not me. */
  owner: string | null;
  /** Every folder on the way is known. */
  isComplete: boolean;
}

/** Where a view of a place without a folder looks. */
export const toFolder = ({ root }: AccountDrive, place: PlaceName, folder: ItemRef | null): ItemRef =>
  folder ?? (place === 'myfiles' ? root : sharedList);

/** The way to a folder as far as the index knows it. */
export async function locate(
  index: Index,
  drive: AccountDrive,
  place: PlaceName,
  folder: ItemRef,
): Promise<Located> {
  const start = toPlaceCrumb(drive, place);
  if (sameItem(folder, drive.root) || sameItem(folder, sharedList)) {
    return { entry: null, crumbs: [start], path: place, owner: null, isComplete: true };
  }
  const { accountId } = drive.account;
  const links = await index.call('chain', { accountId, item: folder, place });
  const { inner, isComplete } = cut(links, drive, place);
  const crumbs = addCrumbs(start, inner);
  const top = inner.at(-1) ?? null;
  return {
    entry: links[0]?.entry ?? null,
    crumbs,
    path: crumbs.at(-1)?.path ?? place,
    owner: inner.find(({ owner }) => owner !== null)?.owner ?? top?.sharedBy ?? null,
    isComplete,
  };
}

/** Asks the service for the folders on the way that the index does not know. */
export async function loadAncestors(
  index: Index,
  drive: AccountDrive,
  place: PlaceName,
  folder: ItemRef,
): Promise<void> {
  const { accountId } = drive.account;
  for (let depth = 0; depth < 100; depth += 1) {
    const links = await index.call('chain', { accountId, item: folder, place });
    if (cut(links, drive, place).isComplete) return;
    const last = links.at(-1)?.entry;
    const missing = last === undefined ? folder : last.parent;
    if (missing === null) return;
    try {
      await refreshItem(index, drive, missing);
    } catch (error) {
      // The folders above what was shared are none of ours to see.
      if (isAppError(error, 'notFound', 'accessDenied')) return;
      throw error;
    }
  }
}

/** The links below the place, innermost first. */
function cut(links: readonly ChainLink[], drive: AccountDrive, place: PlaceName) {
  const inner: DriveEntry[] = [];
  for (const { entry, inSharedList } of links) {
    if (place === 'myfiles' && sameItem(entry, drive.root)) return { inner, isComplete: true };
    inner.push(entry);
    if (place === 'shared' && inSharedList) return { inner, isComplete: true };
    if (place === 'myfiles' && entry.parent !== null && sameItem(entry.parent, drive.root)) {
      return { inner, isComplete: true };
    }
  }
  return { inner, isComplete: false };
}

export function toPlaceCrumb({ root }: AccountDrive, place: PlaceName): Crumb {
  return { name: t(`places.${place}`), place, ref: place === 'myfiles' ? root : null, path: place };
}

function addCrumbs(start: Crumb, inner: readonly DriveEntry[]): Crumb[] {
  const crumbs = [start];
  for (const entry of inner.toReversed()) crumbs.push(toCrumb(start.place, crumbs.at(-1)?.path ?? '', entry));
  return crumbs;
}

export function toCrumb(place: PlaceName, parentPath: string, { name, driveId, itemId }: DriveEntry): Crumb {
  return { name, place, ref: { driveId, itemId }, path: `${parentPath}/${name}` };
}
