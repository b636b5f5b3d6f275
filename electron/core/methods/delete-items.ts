import { randomUUID } from 'node:crypto';
import type { Failure } from '../../contract/errors.ts';
import type { Target } from '../../contract/methods.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { ChangeOutcomes } from '../items/change-outcomes.ts';
import type { ItemMethods } from './item-methods.ts';
import type { Targets } from './targets.ts';

export interface Deleting {
  accountId: string;
  targets: readonly Target[];
  recursive: boolean;
  dryRun: boolean;
}

export interface Deleted {
  files: number;
  folders: number;
  filesInside: number;
  foldersInside: number;
  sizeBytes: number;
  failed: { path: string; failure: Failure }[];
}

export interface DeleteDeps {
  targets: Targets;
  accounts: AccountDrives;
  itemMethods: Pick<ItemMethods, 'delete' | 'list'>;
  outcomes: Pick<ChangeOutcomes, 'whenEnded'>;
}

export interface DeleteCaller {
  send: (part: { path: string }) => Promise<void>;
  signal: AbortSignal;
}

interface ToDelete {
  entry: DriveEntry;
  path: string;
  /** Named as well, but inside this folder. */
  covered: { path: string }[];
  inside: { files: number; folders: number; sizeBytes: number };
}

export async function deleteItems(
  deps: DeleteDeps,
  deleting: Deleting,
  caller: DeleteCaller,
): Promise<Deleted> {
  const { accountId, dryRun } = deleting;
  const toDelete = await findAll(deps, deleting, caller.signal);
  const say = async (deleted: readonly ToDelete[]): Promise<void> => {
    for (const { path, covered } of deleted)
      for (const each of [{ path }, ...covered]) await caller.send({ path: each.path });
  };
  if (dryRun) {
    await say(toDelete);
    return toDeleted(toDelete, []);
  }
  caller.signal.throwIfAborted();
  const itemIds = toDelete.map(({ entry }) => entry.itemId);
  // There is no view: the selection lists the items.
  const selection = { viewId: randomUUID(), mode: 'only' as const, itemIds: itemIds.slice(0, 5000) };
  const entries = toDelete.map(({ entry }) => entry);
  const paths = new Map(toDelete.map(({ entry, path }) => [entry, path.replace(/\/[^/]*$/, '')]));
  const pathOf = (entry: DriveEntry): string => paths.get(entry) ?? '';
  const { batchId } = deps.itemMethods.delete(accountId, { selection, entries, pathOf });
  const ends = await deps.outcomes.whenEnded(batchId);
  const failureOf = new Map(ends.map(({ item, failure }) => [toItemKey(item), failure]));
  const failures = toDelete.flatMap(({ entry, path }) => {
    const failure = failureOf.get(toItemKey(entry.own)) ?? null;
    return failure === null ? [] : [{ path, failure }];
  });
  const kept = new Set(failures.map(({ path }) => path));
  const deleted = toDelete.filter(({ path }) => !kept.has(path));
  await say(deleted);
  return toDeleted(deleted, failures);
}

/** Once each: an item may be named twice, by path and by link, or be inside a folder that is named too. */
async function findAll(deps: DeleteDeps, deleting: Deleting, signal: AbortSignal): Promise<ToDelete[]> {
  const named = new Map<string, ToDelete>();
  for (const target of deleting.targets) {
    const found = await findOne(deps, deleting, target);
    const key = toItemKey(found.entry.own);
    if (!named.has(key)) named.set(key, found);
  }
  for (const folder of named.values()) {
    if (!isOwnFolder(folder.entry)) continue;
    await measure(deps, deleting.accountId, folder, signal, (entry) => {
      const key = toItemKey(entry.own);
      const inner = named.get(key);
      if (inner === undefined || inner === folder) return;
      named.delete(key);
      folder.covered.push(inner, ...inner.covered);
    });
  }
  return [...named.values()];
}

const isOwnFolder = ({ kind, itemId, own }: DriveEntry): boolean =>
  kind === 'folder' && itemId === own.itemId;

async function findOne(
  { targets }: DeleteDeps,
  { accountId, recursive }: Deleting,
  target: Target,
): Promise<ToDelete> {
  const found = await targets.existing(accountId, target);
  if (found.kind === 'place') throw new AppError('placeRefused', { subject: found.path });
  const { entry, path } = found;
  const inside = { files: 0, folders: 0, sizeBytes: 0 };
  if (isOwnFolder(entry) && !recursive) throw new AppError('isAFolder', { subject: entry.name });
  return { entry, path, covered: [], inside };
}

async function measure(
  { accounts, itemMethods }: DeleteDeps,
  accountId: string,
  { entry, path, inside }: ToDelete,
  signal: AbortSignal,
  onEntry: (entry: DriveEntry) => void,
): Promise<void> {
  const ref = { driveId: entry.driveId, itemId: entry.itemId };
  const drive = accounts.drive(accountId);
  await itemMethods.list(drive, { ref, path }, { recursive: true, signal }, async (entries) => {
    for (const { entry: each } of entries) {
      if (each.kind === 'folder') inside.folders += 1;
      else inside.files += 1;
      inside.sizeBytes += each.sizeBytes ?? 0;
      onEntry(each);
    }
  });
}

function toDeleted(toDelete: readonly ToDelete[], failed: Deleted['failed']): Deleted {
  const sum = (of: (each: ToDelete) => number): number =>
    toDelete.reduce((total, each) => total + of(each), 0);
  return {
    files: sum(({ entry }) => (entry.kind === 'folder' ? 0 : 1)),
    folders: sum(({ entry }) => (entry.kind === 'folder' ? 1 : 0)),
    filesInside: sum(({ inside }) => inside.files),
    foldersInside: sum(({ inside }) => inside.folders),
    sizeBytes: sum(({ entry, inside }) => (entry.sizeBytes ?? 0) + inside.sizeBytes),
    failed,
  };
}
