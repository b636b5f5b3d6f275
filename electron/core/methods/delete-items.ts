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
  inside: { files: number; folders: number; sizeBytes: number };
}

export async function deleteItems(
  deps: DeleteDeps,
  deleting: Deleting,
  caller: DeleteCaller,
): Promise<Deleted> {
  const { accountId, dryRun } = deleting;
  const toDelete: ToDelete[] = [];
  for (const target of deleting.targets) {
    const found = await findOne(deps, deleting, target, caller.signal);
    // The same item may be named twice, by path and by link.
    const key = toItemKey(found.entry.own);
    if (!toDelete.some(({ entry }) => toItemKey(entry.own) === key)) toDelete.push(found);
  }
  if (dryRun) {
    for (const { path } of toDelete) await caller.send({ path });
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
  for (const { path } of deleted) await caller.send({ path });
  return toDeleted(deleted, failures);
}

async function findOne(
  { targets, accounts, itemMethods }: DeleteDeps,
  { accountId, recursive }: Deleting,
  target: Target,
  signal: AbortSignal,
): Promise<ToDelete> {
  const found = await targets.existing(accountId, target);
  if (found.kind === 'place') throw new AppError('placeRefused', { subject: found.path });
  const { entry, path } = found;
  const inside = { files: 0, folders: 0, sizeBytes: 0 };
  const isOwnFolder = entry.kind === 'folder' && entry.itemId === entry.own.itemId;
  if (!isOwnFolder) return { entry, path, inside };
  if (!recursive) throw new AppError('isAFolder', { subject: entry.name });
  const ref = { driveId: entry.driveId, itemId: entry.itemId };
  const drive = accounts.drive(accountId);
  await itemMethods.list(drive, { ref, path }, { recursive: true, signal }, async (entries) => {
    for (const { entry: each } of entries) {
      if (each.kind === 'folder') inside.folders += 1;
      else inside.files += 1;
      inside.sizeBytes += each.sizeBytes ?? 0;
    }
  });
  return { entry, path, inside };
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
