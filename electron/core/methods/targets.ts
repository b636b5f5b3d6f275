import type { ItemRef, PlaceName } from '../../contract/records.ts';
import type { NameConflict, Target } from '../../contract/methods.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { encodeSegment, sameItem } from '../graph/addressing.ts';
import { entryFields, parseWireItem, type DriveEntry } from '../graph/drive-item.ts';
import type { JustMade } from '../graph/just-made.ts';
import { createItems, orNull, toRemoteItem, type Items } from '../graph/items.ts';
import { checkName } from '../graph/item-names.ts';
import { sharedList } from '../index/index-calls.ts';
import { toLibraryRoot } from '../libraries/library-of.ts';
import type { Index } from '../index/index-client.ts';
import type { Listings } from '../places/listings.ts';
import { parsePath } from '../places/parse-path.ts';
import { demandLibrary, demandPlace, findDecoded } from '../places/paths.ts';
import { toPlacePath } from '../places/place-path.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { toRevokedError } from '../sharing/revoked.ts';

export type Found =
  | { kind: 'place'; ref: ItemRef; path: string }
  | { kind: 'item'; entry: DriveEntry; path: string }
  | { kind: 'missing'; folder: ItemRef; folderPath: string; name: string };

export interface Targets {
  /**
   * By the service, as programs need the current state. @throws AppError pathMalformed, noSharedPlace,
   * pathNotFound with `missing` and `nearest`, notAFolder, notFound
   */
  find(accountId: string, target: Target): Promise<Found>;
  /** @throws AppError as above, and pathNotFound if it does not exist */
  existing(accountId: string, target: Target): Promise<Exclude<Found, { kind: 'missing' }>>;
  /** @throws AppError as above, and notAFolder, packageRefused */
  folder(accountId: string, target: Target): Promise<{ ref: ItemRef; path: string }>;
}

export interface TargetsDeps {
  index: Index;
  accounts: AccountDrives;
  listings: Listings;
  justMade: Pick<JustMade, 'find' | 'isNew'>;
  transfers: Pick<Transfers, 'loaded'>;
}

const isLink = (text: string): boolean => /^https:\/\//i.test(text.trim());

export function createTargets(deps: TargetsDeps): Targets {
  const { index, accounts } = deps;

  async function find(accountId: string, target: Target): Promise<Found> {
    const drive = accounts.drive(accountId);
    if (typeof target !== 'string') return findById(deps, drive, target);
    if (isLink(target)) return findByLink(index, drive, target.trim());
    const { place, segments } = parsePath(target);
    demandPlace(drive, place);
    return findByPath(deps, drive, place, segments);
  }

  async function existing(accountId: string, target: Target) {
    const found = await find(accountId, target);
    if (found.kind !== 'missing') return found;
    const { name, folderPath } = found;
    throw new AppError('pathNotFound', { subject: name, facts: { missing: name, nearest: folderPath } });
  }

  return {
    find,
    existing,
    async folder(accountId, target) {
      const found = await existing(accountId, target);
      return found.kind === 'place' ? found : { ref: toFolderRef(found.entry), path: found.path };
    },
  };
}

/** @throws AppError notAFolder, packageRefused */
export function toFolderRef(entry: DriveEntry): ItemRef {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: entry.name });
  if (entry.kind !== 'folder') throw new AppError('notAFolder', { subject: entry.name });
  return { driveId: entry.driveId, itemId: entry.itemId };
}

async function findById({ index }: TargetsDeps, drive: AccountDrive, item: ItemRef): Promise<Found> {
  if (sameItem(item, drive.root)) return { kind: 'place', ref: drive.root, path: 'myfiles' };
  const { entry } = await createItems(drive)
    .get(item)
    .catch((error: unknown) => {
      throw isAppError(error) ? error.about(`id:${item.driveId}/${item.itemId}`) : error;
    });
  return { kind: 'item', entry, path: await toEntryPath(index, drive, entry) };
}

async function findByLink(index: Index, drive: AccountDrive, link: string): Promise<Found> {
  const share = `u!${Buffer.from(link).toString('base64url')}`;
  const path = `/shares/${encodeSegment(share)}/driveItem?$select=${entryFields}`;
  const headers = { prefer: 'redeemSharingLinkIfNecessary' };
  const subject = link.length > 80 ? `${link.slice(0, 79)}…` : link;
  const wire = await drive.graph.json({ method: 'GET', path, headers, subject }, parseWireItem);
  const { entry } = toRemoteItem(drive, wire);
  if (sameItem(entry, drive.root)) return { kind: 'place', ref: drive.root, path: 'myfiles' };
  return { kind: 'item', entry, path: await toEntryPath(index, drive, entry) };
}

async function toEntryPath(index: Index, drive: AccountDrive, entry: DriveEntry): Promise<string> {
  const { accountId } = drive.account;
  await index.call('put', { accountId, entry, parent: entry.parent });
  return `${await toPlacePath(index, drive, entry.parent)}/${entry.name}`;
}

async function findByPath(
  deps: TargetsDeps,
  drive: AccountDrive,
  place: PlaceName,
  segments: readonly string[],
): Promise<Found> {
  const { ref, path, left } = toStart(drive, place, segments);
  if (left.length === 0) return { kind: 'place', ref, path };
  const items = createItems(drive);
  if (place !== 'shared' && left.length > 1) {
    const whole = await findWhole(items, ref, left);
    if (whole !== null) return { kind: 'item', entry: whole, path: toWholePath(path, left, whole) };
  }
  return walk(deps, drive, { ref, path, left }, items);
}

interface Start {
  ref: ItemRef;
  path: string;
  /** Names still to be resolved. */
  left: readonly string[];
}

/** @throws AppError pathNotFound for a library that is not listed */
function toStart(drive: AccountDrive, place: PlaceName, segments: readonly string[]): Start {
  if (place !== 'libraries')
    return { ref: place === 'myfiles' ? drive.root : sharedList, path: place, left: segments };
  const [first = '', ...left] = segments;
  const library = demandLibrary(drive, first);
  return { ref: toLibraryRoot(library), path: `${place}/${library.name}`, left };
}

/** One request resolves nearly all paths: those spelled exactly and without shortcuts. */
const findWhole = (items: Items, root: ItemRef, segments: readonly string[]): Promise<DriveEntry | null> =>
  refusedAsNull(items.findPath(root, segments));

/** A name that can't exist is refused with 400. */
async function refusedAsNull(reading: Promise<{ entry: DriveEntry } | null>): Promise<DriveEntry | null> {
  try {
    return (await reading)?.entry ?? null;
  } catch (error) {
    if (isAppError(error) && error.details?.status === 400) return null;
    throw error;
  }
}

const toWholePath = (start: string, segments: readonly string[], { name }: DriveEntry): string =>
  [start, ...segments.slice(0, -1), name].join('/');

/** What was made a moment ago, the index knows it, and the service may not show it yet. */
async function findNew(
  { index, justMade, transfers }: TargetsDeps,
  { accountId }: AccountDrive['account'],
  folder: ItemRef,
  name: string,
  find: () => Promise<DriveEntry | null>,
): Promise<DriveEntry | null> {
  const known = await index.call('findByName', { accountId, folder, name });
  if (known === null) return null;
  await transfers.loaded;
  if (!justMade.isNew(known.own)) return null;
  return orNull(
    justMade.find([known.own], async () => {
      const found = await find();
      if (found === null) throw new AppError('notFound', { subject: name });
      return found;
    }),
  );
}

async function walk(deps: TargetsDeps, drive: AccountDrive, start: Start, items: Items): Promise<Found> {
  const { index, listings } = deps;
  const { left: segments } = start;
  const { accountId } = drive.account;
  const find = async (folder: ItemRef, name: string): Promise<DriveEntry | null> => {
    if (folder !== sharedList) {
      const atService = () => refusedAsNull(items.find(folder, name));
      return (await atService()) ?? findNew(deps, drive.account, folder, name, atService);
    }
    await listings.start(drive, sharedList);
    const failure = listings.failure(accountId, sharedList);
    if (failure !== null) throw failure;
    return index.call('findByName', { accountId, folder: sharedList, name });
  };
  let { ref: folder, path } = start;
  let entry: DriveEntry | null = null;
  for (const [at, segment] of segments.entries()) {
    if (entry !== null) folder = toFolderRef(entry);
    entry = await findDecoded(find, folder, segment).catch(async (error: unknown) => {
      throw await toRevokedError(index, drive, folder, error);
    });
    if (entry === null) return toMissing(segments, at, { folder, path });
    path = `${path}/${entry.name}`;
  }
  // There is at least one segment, and all were found.
  return { kind: 'item', entry: entry!, path };
}

function toMissing(
  segments: readonly string[],
  at: number,
  { folder, path }: { folder: ItemRef; path: string },
): Found {
  const missing = segments[at] ?? '';
  // Nothing can be added to the list of shared items.
  if (at === segments.length - 1 && folder !== sharedList)
    return { kind: 'missing', folder, folderPath: path, name: missing };
  throw new AppError('pathNotFound', { subject: missing, facts: { missing, nearest: path } });
}

export const isMissingPath = (error: unknown): error is AppError => isAppError(error, 'pathNotFound');

/** @throws AppError badName, pathTooLong */
export function checkTargetName(name: string, kind: 'file' | 'folder', folderPath: string): string {
  const composed = name.normalize('NFC');
  checkName(composed, kind, folderPath.split('/').slice(1).join('/'));
  return composed;
}

export function demandOneOfEach(names: readonly string[], conflict: NameConflict): void {
  // Each gets its own name then.
  if (conflict === 'rename') return;
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.normalize('NFC').toLowerCase();
    if (seen.has(key)) throw new AppError('nameExists', { subject: name });
    seen.add(key);
  }
}
