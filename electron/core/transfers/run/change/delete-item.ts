import { toFailure, type Failure } from '../../../../contract/errors.ts';
import { AppError, isAppError } from '../../../errors.ts';
import type { DeleteJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { sendChange, toUnsettled, wasMade, type Answer, type ChangeDeps } from './send-change.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import { itemPath } from '../../../graph/addressing.ts';
import type { SubRequest, SubResult } from '../../../graph/json-batch.ts';
import { type DriveEntry, parseWireListing } from '../../../graph/drive-item.ts';
import { createItems, orNull } from '../../../graph/items.ts';
import type { JustMade } from '../../../graph/just-made.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import type { ItemRef } from '../../../../contract/records.ts';
import { withShortcuts } from '../../../graph/list-children.ts';
import { findById, readFile } from '../remote-file.ts';
import type { Carried } from '../../model/transfer-record.ts';
import { toOriginalError } from '../carry/remote-source.ts';

/** An item that is already gone counts as deleted by someone else. */
export async function deleteItem(
  context: TransferContext,
  { entry, interrupted, emptied, onlyEmpty }: DeleteJob,
  deps: ChangeDeps,
): Promise<RunResult> {
  const { drive } = context;
  const { justMade, gatherer, rows } = deps;
  if (onlyEmpty === true) {
    const ended = await removeIfEmpty(context, entry.own, deps);
    if (ended === 'filled' || isAppError(ended, 'changedMeanwhile'))
      throw new AppError('notEmpty', { subject: entry.name });
    if (isAppError(ended)) throw ended;
    await removeEmptied(context, emptied ?? [], deps);
    return { kind: 'done', result: { outcome: ended } };
  }
  const sent = await sendChange(context, gatherer, toRemoval(entry), interrupted);
  const { result, mayBeSecond } = await settleRemoval(context, justMade, entry, sent);
  const isGone = !result.ok && isAppError(result.error, 'notFound');
  if (!result.ok && !isGone) throw toUnsettled(entry, result.error, mayBeSecond);
  await rows.write(drive.account.accountId, { removed: entry.own });
  await removeEmptied(context, emptied ?? [], deps);
  return { kind: 'done', result: { outcome: isGone && !mayBeSecond ? 'wasGone' : 'deleted' } };
}

const maxNewTags = 3;

export async function settleRemoval(
  context: TransferContext,
  justMade: JustMade,
  entry: DriveEntry,
  sent: Answer,
): Promise<Answer> {
  const { drive, closing: signal } = context;
  const removed = await removeNew(context, justMade, entry, sent.result);
  const result = await removeSameContent(context, entry, removed);
  const mayBeSecond = sent.mayBeSecond || (!result.ok && result.error.mayBeDone);
  const isOpen = !result.ok && !isAppError(result.error, 'notFound');
  const items = createItems(drive, { priority: 'transfer', signal });
  const isGone = async () => (await orNull(items.get(entry.own))) === null;
  if (!isOpen || !(await wasMade({ result, mayBeSecond }, isGone))) return { result, mayBeSecond };
  return { result: { ok: false, error: new AppError('notFound', { subject: entry.name }) }, mayBeSecond };
}

/** A file that was changed since it was listed stays. */
export function toRemoval({ own, kind, eTag, name }: DriveEntry): SubRequest {
  const headers: Record<string, string> = kind === 'file' && eTag !== null ? { 'if-match': eTag } : {};
  return { method: 'DELETE', path: itemPath(own), headers, subject: name };
}

async function sendRemoval(
  { graph }: AccountDrive,
  entry: DriveEntry,
  signal: AbortSignal,
): Promise<SubResult | undefined> {
  const [result] = await graph.batch([toRemoval(entry)], { priority: 'transfer', signal });
  return result;
}

/** "Not found" does not prove that a brand-new item is gone. */
async function removeNew(
  { drive, closing }: TransferContext,
  justMade: JustMade,
  entry: DriveEntry,
  first: SubResult,
): Promise<SubResult> {
  let answered: SubResult | undefined = first;
  const remove = async (): Promise<SubResult> => {
    const response = answered ?? (await sendRemoval(drive, entry, closing)) ?? first;
    answered = undefined;
    if (!response.ok && isAppError(response.error, 'notFound')) throw response.error;
    return response;
  };
  return justMade.find([entry.own, entry.parent], remove, closing).catch((error: unknown) => {
    if (!isAppError(error, 'notFound')) throw error;
    return { ok: false, error };
  });
}

/**
 * The eTag also changes after an upload, a share or a rename: with the same content, the file is deleted by
 * its current tag.
 */
async function removeSameContent(
  { drive, closing: signal }: TransferContext,
  entry: DriveEntry,
  response: SubResult,
): Promise<SubResult> {
  let latest = response;
  for (let times = 0; times < maxNewTags; times += 1) {
    if (latest.ok || !isAppError(latest.error, 'changedMeanwhile') || entry.kind !== 'file') return latest;
    const now = await orNull(createItems(drive, { priority: 'transfer', signal }).get(entry.own));
    if (now === null || !isSameContent(entry, now.entry)) return latest;
    latest = (await sendRemoval(drive, { ...entry, eTag: now.entry.eTag }, signal)) ?? latest;
  }
  return latest;
}

/** Returns the message about a folder that stays. Its former items are gone all the same. */
export async function removeEmptied(
  from: TransferContext,
  folders: readonly ItemRef[],
  deps: ChangeDeps,
): Promise<Failure | null> {
  for (const folder of folders) {
    const ended = await removeIfEmpty(from, folder, deps).catch(toEnded);
    if (ended === 'filled' || isAppError(ended, 'changedMeanwhile')) return null;
    if (!isAppError(ended)) continue;
    const { index } = deps;
    const known = await index.call('find', { accountId: from.drive.account.accountId, item: folder });
    return toFailure('folderKept', known?.name);
  }
  return null;
}

/** Work that stops here continues later. Whether a hidden folder is empty is not known. */
function toEnded(error: unknown): 'filled' | AppError {
  if (isAppError(error, 'accessDenied')) return 'filled';
  const isStopped = isAppError(error, 'cancelled', 'offline', 'networkSignIn', 'proxySignIn');
  if (isAppError(error) && !isStopped) return error;
  throw error;
}

/**
 * On personal drives the cTag of a folder changes with its contents, so a folder stays if something was added
 * after the tag was read. Work drives have no such tag: what is added in that moment goes to the recycle bin.
 */
async function removeIfEmpty(
  from: TransferContext,
  folder: ItemRef,
  deps: ChangeDeps,
): Promise<'deleted' | 'wasGone' | 'filled' | AppError> {
  const read = async () => {
    const { entry } = await readFile(from, folder);
    return { entry, isFilled: !(await isEmpty(from, folder)) };
  };
  // "Not found" does not prove that a brand-new folder is gone. Another transfer may delete it at the same time.
  const there = await orNull(deps.justMade.find([folder], read, from.signal));
  if (there === null) return 'wasGone';
  if (there.isFilled) return 'filled';
  const { name, eTag, cTag } = there.entry;
  const tag = cTag ?? eTag;
  const headers: Record<string, string> = tag === null ? {} : { 'if-match': tag };
  const part = { method: 'DELETE', path: itemPath(folder), headers, subject: name } as const;
  const answer = await sendChange(from, deps.gatherer, part, false);
  const { result } = answer;
  const isGone = result.ok || isAppError(result.error, 'notFound');
  if (!isGone && !(await wasMade(answer, async () => (await findById(from, folder)) === null)))
    return result.error;
  await deps.rows.write(from.drive.account.accountId, { removed: folder });
  return 'deleted';
}

/** One listing omits shortcuts, the other the Personal Vault. */
async function isEmpty({ drive, signal }: TransferContext, folder: ItemRef): Promise<boolean> {
  const path = `${itemPath(folder)}/children?$top=1&$select=id`;
  for (const headers of [withShortcuts, {}]) {
    const request = { method: 'GET', path, headers, signal, priority: 'transfer' } as const;
    const page = await drive.graph.json(request, parseWireListing);
    if (page.items.length > 0 || page.nextLink !== null) return false;
  }
  return true;
}

export interface Removal {
  isAway: boolean;
  left: Failure | null;
}

/**
 * Deletes the original if it still is the copied version, then folders that became empty. `left`: of a folder
 * that stays. @throws AppError originalUnreadable if its account has to sign in …
 */
export async function removeOriginal(
  from: TransferContext,
  { entry, emptied }: Pick<Carried, 'entry' | 'emptied'>,
  deps: ChangeDeps,
): Promise<Removal> {
  try {
    return await removeUnchanged(from, entry, emptied, deps);
  } catch (error) {
    throw toOriginalError(error, entry.name);
  }
}

async function removeUnchanged(
  from: TransferContext,
  entry: Carried['entry'],
  emptied: Carried['emptied'],
  deps: ChangeDeps,
): Promise<Removal> {
  const sent = await sendChange(from, deps.gatherer, toRemoval(entry), false);
  const { result } = await settleRemoval(from, deps.justMade, entry, sent);
  if (!result.ok && !isAppError(result.error, 'notFound')) {
    if (
      !isAppError(result.error, 'changedMeanwhile', 'locked', 'checkedOut', 'accessDenied', 'changeRefused')
    )
      throw result.error;
    return { isAway: false, left: null };
  }
  await deps.rows.write(from.drive.account.accountId, { removed: entry.own });
  return { isAway: true, left: await removeEmptied(from, emptied, deps) };
}
