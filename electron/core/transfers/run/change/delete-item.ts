import { AppError, isAppError } from '../../../errors.ts';
import type { DeleteJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { removeEmptied, removeIfEmpty } from './remove-emptied.ts';
import { sendChange, wasMade, type Answer, type ChangeDeps } from './send-change.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import { itemPath } from '../../../graph/addressing.ts';
import type { SubRequest, SubResult } from '../../../graph/json-batch.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { createItems, orNull } from '../../../graph/items.ts';
import type { JustMade } from '../../../graph/just-made.ts';
import { isSameContent } from '../../../graph/same-content.ts';

/** Moves an item to the service's recycle bin. One that is already gone counts as deleted by someone else. */
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
    if (ended !== 'gone') throw ended;
    await removeEmptied(context, emptied ?? [], deps);
    return { kind: 'done', result: { outcome: 'deleted' } };
  }
  const sent = await sendChange(context, gatherer, toRemoval(entry), interrupted);
  const { result, mayBeSecond } = await settleRemoval(justMade, drive, entry, sent);
  const isGone = !result.ok && isAppError(result.error, 'notFound');
  if (!result.ok && !isGone) throw result.error;
  await rows.write(drive.account.accountId, { removed: entry.own });
  await removeEmptied(context, emptied ?? [], deps);
  return { kind: 'done', result: { outcome: isGone && !mayBeSecond ? 'wasGone' : 'deleted' } };
}

/** Rechecks of a file whose tag changed. */
const maxNewTags = 3;

/** The outcome of a deletion, once asking again reveals nothing more. */
export async function settleRemoval(
  justMade: JustMade,
  drive: AccountDrive,
  entry: DriveEntry,
  sent: Answer,
): Promise<Answer> {
  const result = await removeSameContent(drive, entry, await removeNew(justMade, drive, entry, sent.result));
  const mayBeSecond = sent.mayBeSecond || (!result.ok && result.error.mayBeDone);
  const isOpen = !result.ok && !isAppError(result.error, 'notFound');
  const items = createItems(drive, { priority: 'transfer' });
  const isGone = async () => (await orNull(items.get(entry.own))) === null;
  if (!isOpen || !(await wasMade({ result, mayBeSecond }, isGone))) return { result, mayBeSecond };
  return { result: { ok: false, error: new AppError('notFound', { subject: entry.name }) }, mayBeSecond };
}

/** A file that was changed since it was listed is not what the person saw: it stays. */
export function toRemoval({ own, kind, eTag, name }: DriveEntry): SubRequest {
  const headers: Record<string, string> = kind === 'file' && eTag !== null ? { 'if-match': eTag } : {};
  return { method: 'DELETE', path: itemPath(own), headers, subject: name };
}

/** "Not found" does not prove that a brand-new item is gone. */
async function removeNew(
  justMade: JustMade,
  { graph }: AccountDrive,
  entry: DriveEntry,
  first: SubResult,
): Promise<SubResult> {
  let answered: SubResult | undefined = first;
  return justMade
    .find([entry.own, entry.parent], async () => {
      const response = answered ?? (await graph.batch([toRemoval(entry)]))[0] ?? first;
      answered = undefined;
      if (!response.ok && isAppError(response.error, 'notFound')) throw response.error;
      return response;
    })
    .catch((error: unknown) => {
      if (!isAppError(error, 'notFound')) throw error;
      return { ok: false, error };
    });
}

/**
 * The eTag also changes without the content: after an upload, a share or a rename. If the content is what was
 * listed, the file is deleted by its current tag.
 */
async function removeSameContent(
  { graph, account }: AccountDrive,
  entry: DriveEntry,
  response: SubResult,
): Promise<SubResult> {
  let latest = response;
  for (let times = 0; times < maxNewTags; times += 1) {
    if (latest.ok || !isAppError(latest.error, 'changedMeanwhile') || entry.kind !== 'file') return latest;
    const now = await orNull(createItems({ graph, account }).get(entry.own));
    if (now === null || !isSameContent(entry, now.entry)) return latest;
    const part = toRemoval({ ...entry, eTag: now.entry.eTag });
    [latest = latest] = await graph.batch([part]);
  }
  return latest;
}
