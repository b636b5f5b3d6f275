import type { Library } from '../../contract/libraries.ts';
import type { Crumb, ItemRef, PlaceName } from '../../contract/records.ts';
import { toWebLink } from '../../contract/web-link.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import { sharedList } from '../index/index-calls.ts';
import type { Index } from '../index/index-client.ts';
import { findLibrary, placeOf, toLibraryRoot } from '../libraries/library-of.ts';
import { loadAncestors, locate, toCrumb, toFolder, toPlaceCrumb, toStart } from './crumbs.ts';
import type { SharedLinks } from '../sharing/shared-list/opened-links.ts';
import type { Listings } from './listings.ts';
import { decodeSegment, type ParsedPath, parsePath, toCandidates } from './parse-path.ts';
import { toPlacePath } from './place-path.ts';

export interface ResolvedFolder {
  place: PlaceName;
  folder: ItemRef | null;
  path: string;
  crumbs: Crumb[];
  item: ItemRef | null;
}

export interface Paths {
  /**
   * `from`, the path of the current folder, allows relative paths and files. @throws AppError pathMalformed;
   * pathNotFound with `missing` and `nearest`; notAFolder if the path leads through or to a file
   */
  resolve(accountId: string, text: string, from?: string): Promise<ResolvedFolder>;
  pathOf(accountId: string, folder: ItemRef): Promise<string>;
}

export interface PathsDeps {
  index: Index;
  accounts: AccountDrives;
  listings: Listings;
  links: Pick<SharedLinks, 'open'>;
}

type FindByName = (folder: ItemRef, name: string) => Promise<DriveEntry | null>;

export function createPaths({ index, accounts, listings, links }: PathsDeps): Paths {
  const inIndex = (accountId: string, folder: ItemRef, name: string) =>
    index.call('findByName', { accountId, folder, name });

  const atService = async (
    drive: AccountDrive,
    folder: ItemRef,
    name: string,
  ): Promise<DriveEntry | null> => {
    const { accountId } = drive.account;
    if (folder === sharedList) {
      await listings.start(drive, sharedList);
      const failure = listings.failure(accountId, sharedList);
      if (failure !== null) throw failure;
      return inIndex(accountId, sharedList, name);
    }
    try {
      const found = await createItems(drive).find(folder, name);
      if (found === null) return null;
      await index.call('put', { accountId, entry: found.entry, parent: folder });
      return found.entry;
    } catch (error) {
      // A name that can't exist is refused with 400, and counts as missing.
      if (isAppError(error) && error.details?.status === 400) return null;
      throw error;
    }
  };

  const resolveOne = async (accountId: string, path: ParsedPath, takesFile: boolean) => {
    const drive = accounts.drive(accountId);
    demandPlace(drive, path.place);
    const known: FindByName = async (folder, name) =>
      (await inIndex(accountId, folder, name)) ?? (await atService(drive, folder, name));
    try {
      return await walk(drive, path, takesFile, known);
    } catch (error) {
      // The index may be outdated: before failing, the whole path is resolved by the service.
      if (!isAppError(error, 'pathNotFound', 'notAFolder')) throw error;
      return walk(drive, path, takesFile, (folder, name) => atService(drive, folder, name));
    }
  };

  /**
   * For other people's items the folder itself, or the list of shared items; for own items the parent folder.
   */
  const resolveLink = async (accountId: string, link: string): Promise<ResolvedFolder> => {
    const drive = accounts.drive(accountId);
    const { item } = await links.open(accountId, link);
    const ref = { driveId: item.driveId, itemId: item.itemId };
    const place = placeOf(drive.account, ref.driveId);
    const isFolder = item.kind === 'folder';
    const parent =
      place !== 'shared' ? ((await index.call('find', { accountId, item: ref }))?.parent ?? null) : null;
    const folder = isFolder ? ref : parent;
    const at = toFolder(drive, place, folder);
    await loadAncestors(index, drive, place, at);
    const { path, crumbs } = await locate(index, drive, place, at);
    return { place, folder: at === sharedList ? null : at, path, crumbs, item: isFolder ? null : ref };
  };

  return {
    pathOf: (accountId, folder) => toPlacePath(index, accounts.drive(accountId), folder),
    async resolve(accountId, text, from) {
      const link = toWebLink(text);
      if (link !== null) return resolveLink(accountId, link);
      if (from === undefined) return resolveOne(accountId, parsePath(text), false);
      const [first = parsePath(text), second] = toCandidates(text, from);
      try {
        return await resolveOne(accountId, first, true);
      } catch (error) {
        if (second === undefined || !isAppError(error, 'pathNotFound', 'notAFolder')) throw error;
        return resolveOne(accountId, second, true).catch(() => {
          throw error;
        });
      }
    },
  };
}

/** @throws AppError noSharedPlace, noLibraries */
export function demandPlace({ account }: AccountDrive, place: PlaceName): void {
  if (!account.places.includes(place))
    throw new AppError(place === 'libraries' ? 'noLibraries' : 'noSharedPlace');
}

export function demandLibrary({ account }: AccountDrive, segment: string): Library {
  const library = findLibrary(account, [segment, decodeSegment(segment)]);
  if (library !== null) return library;
  throw new AppError('pathNotFound', {
    subject: segment,
    facts: { missing: segment, nearest: 'libraries' },
  });
}

function toStartFolder(drive: AccountDrive, { place, segments }: ParsedPath) {
  const [first, ...rest] = segments;
  if (place !== 'libraries' || first === undefined) {
    const folder = place === 'libraries' ? null : toFolder(drive, place, null);
    return { crumbs: [toPlaceCrumb(drive, place)], folder, left: segments };
  }
  const root = toLibraryRoot(demandLibrary(drive, first));
  return { crumbs: toStart(drive, place, root), folder: root, left: rest };
}

async function walk(
  drive: AccountDrive,
  { place, segments }: ParsedPath,
  takesFile: boolean,
  find: FindByName,
): Promise<ResolvedFolder> {
  const start = toStartFolder(drive, { place, segments });
  const { crumbs, left } = start;
  let item: ItemRef | null = null;
  if (start.folder === null) return { place, folder: null, path: place, crumbs, item };
  let { folder } = start;
  for (const [at, segment] of left.entries()) {
    const nearest = crumbs.at(-1)?.path ?? place;
    const entry = await findDecoded(find, folder, segment);
    if (entry === null)
      throw new AppError('pathNotFound', { subject: segment, facts: { missing: segment, nearest } });
    if (entry.kind !== 'folder' && takesFile && at === left.length - 1) {
      item = { driveId: entry.driveId, itemId: entry.itemId };
      break;
    }
    if (entry.kind !== 'folder')
      throw new AppError('notAFolder', { subject: entry.name, facts: { nearest } });
    crumbs.push(toCrumb(place, nearest, entry));
    folder = { driveId: entry.driveId, itemId: entry.itemId };
  }
  const path = crumbs.at(-1)?.path ?? place;
  return { place, folder: folder === sharedList ? null : folder, path, crumbs, item };
}

/** Literally first: `%20` may be part of a name. */
export async function findDecoded(
  find: FindByName,
  folder: ItemRef,
  segment: string,
): Promise<DriveEntry | null> {
  const literal = await find(folder, segment);
  if (literal !== null) return literal;
  const decoded = decodeSegment(segment);
  return decoded === null ? null : find(folder, decoded);
}
