import type { ItemRef } from '../../../../contract/records.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import { AppError, isAppError } from '../../../errors.ts';
import { itemPath, itemPathByName, sameItem } from '../../../graph/addressing.ts';
import { parseWireItem, toEntry, type DriveEntry } from '../../../graph/drive-item.ts';
import { createItems } from '../../../graph/items.ts';
import type { CopyJob, MoveJob } from '../../model/change-job.ts';
import type { Conflict, RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { findById, findByName, toConflictSide, toReplaced, toVersion } from '../remote-file.ts';
import { sendChange, throwLost, toUnsettled, wasMade, type ChangeDeps } from './send-change.ts';
import { settleRemoval, toRemoval } from './delete-item.ts';
import { splitName } from '../../../documents/local-name.ts';
import type { Index } from '../../../index/index-client.ts';

interface Place {
  parent: ItemRef | null;
  /** null: unchanged. */
  name: string | null;
}

/** @throws AppError nameExists, notFound, locked … */
export async function patchPlace(
  context: TransferContext,
  deps: ChangeDeps,
  entry: DriveEntry,
  place: Place,
): Promise<DriveEntry> {
  const { parent: to } = place;
  const done = (placed: DriveEntry) => ({ ...entry, ...placed, parent: to ?? placed.parent ?? entry.parent });
  const parent = to === null ? null : { id: to.itemId };
  const placed = await sendPlace(context, deps, entry, { place, parent, path: itemPath(entry.own) });
  if (!(await hasStayed(context, entry, placed, place).catch(throwLost))) return done(placed);
  // Graph is known to accept changes that it doesn't make: moves unless the drive is named too, and any change of an
  // item that is addressed by its id (onedrive-api-docs issue 1917).
  const again = await sendPlace(context, deps, entry, {
    place,
    parent: to === null ? null : { driveId: to.driveId, id: to.itemId },
    path: itemPathByName(placed) ?? itemPath(entry.own),
  }).catch((error: unknown) => {
    // What was read may have been outdated, and the item is no longer where it was.
    if (isAppError(error, 'notFound')) return placed;
    throw error;
  });
  if (!(await hasStayed(context, entry, again, place)) || (await isPlaced(context, entry.own, place)))
    return done(again);
  throw new AppError('changeRefused', { subject: entry.name });
}

interface PlaceRequest {
  place: Place;
  parent: { driveId?: string; id: string } | null;
  path: string;
}

async function sendPlace(
  context: TransferContext,
  { gatherer, justMade }: ChangeDeps,
  entry: DriveEntry,
  { place, parent, path }: PlaceRequest,
): Promise<DriveEntry> {
  const { name } = place;
  const json = { ...(parent !== null && { parentReference: parent }), ...(name !== null && { name }) };
  const part = { method: 'PATCH', path, json, subject: entry.name } as const;
  const body = await justMade.find(
    [entry.own, place.parent],
    async () => {
      const answer = await sendChange(context, gatherer, part, false);
      const { result } = answer;
      if (result.ok) return result.body;
      if (await wasMade(answer, () => isPlaced(context, entry.own, place))) return null;
      throw toUnsettled(entry, result.error, answer.mayBeSecond);
    },
    context.signal,
  );
  return toPlaced(context, entry, body);
}

/** A drive's root has several ids, so a folder that looks like another one is looked up. */
async function hasStayed(
  { drive, closing: signal }: TransferContext,
  { parent: before, name: nameBefore }: DriveEntry,
  { parent: now, name: nameNow }: DriveEntry,
  { parent: to, name }: Place,
): Promise<boolean> {
  if (name !== null && name !== nameBefore && nameNow === nameBefore) return true;
  if (to === null || before === null || now === null || sameItem(before, to) || !sameItem(now, before))
    return false;
  const { entry } = await createItems(drive, { priority: 'transfer', signal }).get(to);
  return !sameItem(now, entry.own);
}

async function isPlaced(context: TransferContext, item: ItemRef, { parent, name }: Place): Promise<boolean> {
  const now = (await findById(context, item))?.entry;
  if (now === undefined) return false;
  const isThere = parent === null || (now.parent !== null && sameItem(now.parent, parent));
  return isThere && (name === null || now.name === name);
}

/** A PATCH may answer 204 without the item, and never includes sharing. */
async function toPlaced(
  { drive, closing: signal }: TransferContext,
  entry: DriveEntry,
  body: unknown,
): Promise<DriveEntry> {
  const wire = parseWireItem(body);
  const told = wire === undefined ? null : toEntry(wire, drive.account.driveId, entry.own.driveId);
  const read = async () => (await createItems(drive, { priority: 'transfer', signal }).get(entry.own)).entry;
  const placed = told ?? (await read().catch((reason: unknown) => throwLost(reason)));
  const { sharing, sharedBy, owner } = entry;
  return { ...placed, sharing, sharedBy, owner };
}

/** null: the name was only taken for a moment. */
export async function toNameConflict(
  context: TransferContext,
  { entry, to, name }: MoveJob | CopyJob,
): Promise<Conflict | null> {
  const existing = await findByName(context, to, name);
  if (existing === null || sameItem(existing.entry.own, entry.own)) return null;
  const target = { item: existing.entry.own, version: toVersion(existing.entry) };
  const areFiles = existing.entry.kind === 'file' && entry.kind === 'file';
  const sides = { local: toConflictSide(entry), existing: toConflictSide(existing.entry) };
  return { kind: 'conflict', ...sides, conflictTarget: areFiles ? target : 'notAFile' };
}

/**
 * The file that the person gave up goes to the recycle bin if it is unchanged. One of the two exists at all
 * times.
 */
export async function takePlace(
  context: TransferContext,
  job: MoveJob | CopyJob,
  placed: DriveEntry,
  deps: ChangeDeps,
): Promise<{ entry: DriveEntry; result: Partial<Transfer> }> {
  if (job.replacing === null || placed.name === job.name) return { entry: placed, result: {} };
  try {
    await removeReplaced(context, job, job.replacing, deps);
    const entry = await patchPlace(context, deps, placed, { parent: null, name: job.name });
    const replaced = toReplaced(job.replacing.version, entry);
    return { entry, result: { outcome: 'updated', replaced } };
  } catch (error) {
    if (
      !isAppError(
        error,
        'changedMeanwhile',
        'nameExists',
        'locked',
        'checkedOut',
        'accessDenied',
        'changeRefused',
      )
    )
      throw error;
    return { entry: placed, result: { outcome: 'keptBoth', failure: error.toFailure() } };
  }
}

async function removeReplaced(
  context: TransferContext,
  { name, to }: MoveJob | CopyJob,
  { item, version }: NonNullable<MoveJob['replacing']>,
  { gatherer, justMade, rows }: ChangeDeps,
): Promise<void> {
  const { drive, signal } = context;
  const there = await createItems(drive, { priority: 'transfer', signal })
    .get(item)
    .catch((error: unknown) => {
      if (isAppError(error, 'notFound')) return null;
      throw error;
    });
  // It was renamed, moved or deleted meanwhile, so the name is free.
  if (there === null || there.entry.name.toLowerCase() !== name.toLowerCase()) return;
  const { parent } = there.entry;
  if (parent !== null && !sameItem(parent, to)) return;
  const guarded = { ...there.entry, ...version };
  const sent = await sendChange(context, gatherer, toRemoval(guarded), false);
  const { result } = await settleRemoval(context, justMade, guarded, sent);
  if (!result.ok && !isAppError(result.error, 'notFound')) throw result.error;
  await rows.write(drive.account.accountId, { removed: item });
}

export const toArrived = (
  { driveId, itemId, name }: DriveEntry,
  wanted: string,
  outcome: 'moved' | 'copied',
  result: Partial<Transfer>,
): RunResult => ({
  kind: 'done',
  result: {
    outcome: name === wanted ? outcome : 'keptBoth',
    finalName: name,
    item: { driveId, itemId },
    ...result,
  },
});

export const nameTaken = (name: string): AppError => new AppError('nameExists', { subject: name });

const maxNumber = 500;

/** The first unused one of "report 1.pdf", "report 2.pdf" …, as OneDrive numbers them. */
export async function findFreeName(
  context: TransferContext,
  { to, name, entry }: MoveJob | CopyJob,
  index: Index,
): Promise<string> {
  const { accountId } = context.drive.account;
  const { base, extension } = entry.kind === 'folder' ? { base: name, extension: '' } : splitName(name);
  for (let number = 1; number <= maxNumber; number += 1) {
    const next = `${base} ${number}${extension}`;
    if ((await index.call('findByName', { accountId, folder: to, name: next })) !== null) continue;
    if ((await findByName(context, to, next)) === null) return next;
  }
  throw new AppError('nameExists', { subject: name });
}
