import type { Crumb, ItemRef, PlaceName } from '../../contract/records.ts';
import { t } from '../../contract/strings/translate.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { libraryOf, toLibraryRoot } from '../libraries/library-of.ts';
import { sharedList, type ChainLink } from '../index/index-calls.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';

export interface Located {
  /** null for the root of My files and the list of shared items. */
  entry: DriveEntry | null;
  crumbs: Crumb[];
  path: string;
  owner: string | null;
  isComplete: boolean;
}

/** @throws AppError notFound: Libraries has no folder */
export function toFolder({ root }: AccountDrive, place: PlaceName, folder: ItemRef | null): ItemRef {
  if (folder !== null) return folder;
  if (place === 'libraries') throw new AppError('notFound');
  return place === 'myfiles' ? root : sharedList;
}

export async function locate(
  index: Index,
  drive: AccountDrive,
  place: PlaceName,
  folder: ItemRef,
): Promise<Located> {
  if (isTop(drive, place, folder)) {
    const crumbs = toStart(drive, place, folder);
    return { entry: null, crumbs, path: crumbs.at(-1)?.path ?? place, owner: null, isComplete: true };
  }
  const { accountId } = drive.account;
  const links = await index.call('chain', { accountId, item: folder, place });
  const { inner, isComplete } = cut(links, drive, place);
  const crumbs = addCrumbs(toStart(drive, place, folder), inner);
  const top = inner.at(-1) ?? null;
  return {
    entry: links[0]?.entry ?? null,
    crumbs,
    path: crumbs.at(-1)?.path ?? place,
    // A library belongs to its site, not to the person who created a folder in it.
    owner:
      place === 'libraries'
        ? null
        : (inner.find(({ owner }) => owner !== null)?.owner ?? top?.sharedBy ?? null),
    isComplete,
  };
}

/** A library is named by its root folder, which the service calls "root". */
export function toStart(drive: AccountDrive, place: PlaceName, { driveId }: ItemRef): Crumb[] {
  const start = toPlaceCrumb(drive, place);
  const library = place === 'libraries' ? libraryOf(drive.account, driveId) : null;
  if (library === null) return [start];
  const { name } = library;
  return [start, { name, place, ref: toLibraryRoot(library), path: `${place}/${name}` }];
}

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
      // Folders above the shared one are not visible.
      if (isAppError(error, 'notFound', 'accessDenied')) return;
      throw error;
    }
  }
}

function isTop(drive: AccountDrive, place: PlaceName, folder: ItemRef): boolean {
  if (sameItem(folder, drive.root) || sameItem(folder, sharedList)) return true;
  const library = place === 'libraries' ? libraryOf(drive.account, folder.driveId) : null;
  return library !== null && sameItem(folder, toLibraryRoot(library));
}

function cut(links: readonly ChainLink[], drive: AccountDrive, place: PlaceName) {
  const inner: DriveEntry[] = [];
  for (const { entry, inSharedList } of links) {
    if (place !== 'shared' && isTop(drive, place, entry)) return { inner, isComplete: true };
    inner.push(entry);
    if (place === 'shared' && inSharedList) return { inner, isComplete: true };
    if (place !== 'shared' && entry.parent !== null && isTop(drive, place, entry.parent)) {
      return { inner, isComplete: true };
    }
  }
  return { inner, isComplete: false };
}

export function toPlaceCrumb({ root }: AccountDrive, place: PlaceName): Crumb {
  return { name: t(`places.${place}`), place, ref: place === 'myfiles' ? root : null, path: place };
}

function addCrumbs(start: readonly Crumb[], inner: readonly DriveEntry[]): Crumb[] {
  const crumbs = [...start];
  for (const entry of inner.toReversed()) {
    const above = crumbs.at(-1) as Crumb; // There is at least the place.
    crumbs.push(toCrumb(above.place, above.path, entry));
  }
  return crumbs;
}

export function toCrumb(place: PlaceName, parentPath: string, { name, driveId, itemId }: DriveEntry): Crumb {
  return { name, place, ref: { driveId, itemId }, path: `${parentPath}/${name}` };
}
