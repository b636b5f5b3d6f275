import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toFailure } from '../../contract/errors.ts';
import type { MoveCounts, MovedItem, NameConflict, Target } from '../../contract/methods.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { toDiskError } from '../documents/disk-error.ts';
import { toChosenName } from '../documents/local-name.ts';
import { AppError } from '../errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Listings } from '../places/listings.ts';
import type { PlannedDownload } from '../transfers/start-transfers.ts';
import { hashLocalFile } from './hash-local-file.ts';
import type { ItemMethods } from './item-methods.ts';
import { addTo, noCounts, runBatch, type BatchRunDeps } from './run-batch.ts';
import type { MoveCaller } from './send-files.ts';
import { demandOneOfEach, type Targets } from './targets.ts';

export interface DownloadDeps extends BatchRunDeps {
  targets: Targets;
  accounts: AccountDrives;
  listings: Listings;
  itemMethods: Pick<ItemMethods, 'download' | 'list'>;
}

export interface Downloading {
  accountId: string;
  targets: readonly Target[];
  to: string | null;
  recursive: boolean;
  conflict: NameConflict;
  dryRun: boolean;
}

type Place = { kind: 'documents' } | { kind: 'folder'; folder: string; name: string | null };

type Planned = { download: WantedDownload } | { item: MovedItem };

type WantedDownload = PlannedDownload & Pick<Wanted, 'entry'>;

export async function downloadItems(
  deps: DownloadDeps,
  downloading: Downloading,
  caller: MoveCaller,
): Promise<MoveCounts> {
  const wanted = await findAll(deps, downloading, caller.signal);
  const place = await decidePlace(downloading.to, wanted);
  // In the documents folder each has the folder of its origin.
  if (place.kind === 'folder')
    demandOneOfEach(
      wanted.map(({ entry }) => toChosenName(entry.name)),
      downloading.conflict,
    );
  const planned: Planned[] = [];
  for (const { entry, path } of wanted) planned.push(await planOne(downloading, place, entry, path));
  const downloads = planned.flatMap((each) => ('download' in each ? [each.download] : []));
  const settled = planned.flatMap((each) => ('item' in each ? [each.item] : []));
  const all = downloading.dryRun
    ? [...settled, ...(await toDryItems(deps, downloading, downloads, caller))]
    : settled;
  let counts = noCounts;
  for (const item of all) {
    counts = addTo(counts, item);
    await caller.send({ type: 'item', item });
  }
  if (downloading.dryRun || downloads.length === 0) return counts;
  const { batchId } = deps.itemMethods.download(downloading.accountId, downloads);
  const run = await runBatch(deps, { batchId, onConflict: null, refusesIdentical: false, ...caller });
  return { ...run, identical: run.identical + counts.identical, failed: run.failed + counts.failed };
}

interface Wanted {
  entry: DriveEntry;
  path: string;
}

async function findAll(
  { targets, accounts, listings, itemMethods }: DownloadDeps,
  { accountId, targets: texts, recursive }: Downloading,
  signal: AbortSignal,
): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  const drive = accounts.drive(accountId);
  for (const text of texts) {
    const found = await targets.existing(accountId, text);
    if (found.kind === 'place') {
      if (!recursive) throw new AppError('isAFolder', { subject: found.path });
      const shared = (): Promise<DriveEntry[]> => listings.shared(drive);
      // A whole drive has no name for a folder: its items are downloaded one by one.
      await itemMethods.list(drive, found, { recursive: false, signal, shared }, async (entries) => {
        wanted.push(...entries);
      });
      continue;
    }
    const { entry, path } = found;
    if (entry.kind === 'package') throw new AppError('packageRefused', { subject: entry.name });
    if (entry.problem === 'malware') throw new AppError('malware', { subject: entry.name });
    if (entry.kind === 'folder' && !recursive) throw new AppError('isAFolder', { subject: entry.name });
    wanted.push({ entry, path });
  }
  return wanted;
}

async function decidePlace(to: string | null, wanted: readonly Wanted[]): Promise<Place> {
  if (to === null) return { kind: 'documents' };
  if (await isFolder(to)) return { kind: 'folder', folder: to, name: null };
  const [only] = wanted;
  const needsFolder = /[/\\]$/.test(to) || wanted.length !== 1 || only?.entry.kind !== 'file';
  const folder = dirname(to);
  if (needsFolder && (await lstat(join(folder, basename(to))).catch(() => null)) !== null)
    throw new AppError('localNotAFolder', { subject: basename(to) });
  if (needsFolder || !(await isFolder(folder)))
    throw new AppError('localFolderMissing', {
      subject: only?.entry.name ?? null,
      facts: { missing: basename(needsFolder ? to : folder) },
    });
  return { kind: 'folder', folder, name: basename(to) };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(join(path, '.'))).isDirectory();
  } catch (cause) {
    const error = toDiskError(cause, basename(path));
    const isAbsent =
      cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
    if (isAbsent) return false;
    throw error;
  }
}

async function planOne(
  { conflict }: Downloading,
  place: Place,
  entry: DriveEntry,
  path: string,
): Promise<Planned> {
  const folderPath = path.slice(0, path.lastIndexOf('/'));
  if (place.kind === 'documents') return { download: { entry, path: folderPath, to: null, place: null } };
  const name = place.name ?? toChosenName(entry.name);
  const taken = await lstat(join(place.folder, name)).catch(() => null);
  const own = place.name === null || entry.kind === 'folder' ? null : { name, replaces: false };
  const download = { entry, path: folderPath, to: place.folder, place: own };
  if (taken === null || conflict === 'rename') return { download };
  const item = toDryItem(entry, path, join(place.folder, name));
  const refused: Planned = { item: { ...item, outcome: 'failed', failure: toFailure('nameExists', name) } };
  if (entry.kind === 'folder' || !taken.isFile()) return refused;
  if (conflict === 'replace') return { download: { ...download, place: { name, replaces: true } } };
  if (conflict === 'fail') return refused;
  const isSame =
    taken.size === entry.sizeBytes && entry.quickXorHash === (await hashLocalFile(join(place.folder, name)));
  return isSame ? { item: { ...item, outcome: 'identical' } } : refused;
}

function toDryItem(entry: DriveEntry, path: string, localPath: string | null): MovedItem {
  return {
    name: entry.name,
    path,
    kind: entry.kind === 'folder' ? 'folder' : 'file',
    outcome: entry.kind === 'folder' ? 'folderCreated' : 'downloaded',
    sizeBytes: entry.kind === 'folder' ? null : entry.sizeBytes,
    from: null,
    localPath,
    item: { driveId: entry.driveId, itemId: entry.itemId },
    failure: null,
  };
}

async function toDryItems(
  { accounts, itemMethods }: DownloadDeps,
  { accountId }: Downloading,
  downloads: readonly WantedDownload[],
  { signal }: MoveCaller,
): Promise<MovedItem[]> {
  const items: MovedItem[] = [];
  for (const { entry, path } of downloads) {
    const whole = `${path}/${entry.name}`;
    items.push(toDryItem(entry, whole, null));
    if (entry.kind !== 'folder') continue;
    const ref = { driveId: entry.driveId, itemId: entry.itemId };
    await itemMethods.list(
      accounts.drive(accountId),
      { ref, path: whole },
      { recursive: true, signal },
      async (found) => {
        for (const each of found) items.push(toDryItem(each.entry, each.path, null));
      },
    );
  }
  return items;
}
