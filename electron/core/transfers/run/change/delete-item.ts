import { isAppError } from '../../../errors.ts';
import type { DeleteJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { sendChange, type ChangeDeps } from './send-change.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import { itemPath } from '../../../graph/addressing.ts';
import type { SubRequest, SubResult } from '../../../graph/json-batch.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { createItems, orNull } from '../../../graph/items.ts';
import type { JustMade } from '../../../graph/just-made.ts';
import { isSameContent } from '../../../graph/same-content.ts';

/** Puts an item into the service's recycle bin. One that is gone already counts as deleted by someone else. */
export async function deleteItem(
  context: TransferContext,
  { entry, interrupted }: DeleteJob,
  { justMade, gatherer, rows }: ChangeDeps,
): Promise<RunResult> {
  const { drive } = context;
  const { result, mayBeSecond } = await sendChange(context, gatherer, toRemoval(entry), interrupted);
  const settled = await settleRemoval(justMade, drive, entry, result);
  const isGone = !settled.ok && isAppError(settled.error, 'notFound');
  if (!settled.ok && !isGone) throw settled.error;
  await rows.write(drive.account.accountId, { removed: entry.own });
  return { kind: 'done', result: { outcome: isGone && !mayBeSecond ? 'wasGone' : 'deleted' } };
}

/** How often a file is looked at again whose tag has moved. */
const maxNewTags = 3;

/** What became of one item that is to be deleted, once nothing more can be learnt by asking again. */
export async function settleRemoval(
  justMade: JustMade,
  drive: AccountDrive,
  entry: DriveEntry,
  first: SubResult,
): Promise<SubResult> {
  return removeSameContent(drive, entry, await removeNew(justMade, drive, entry, first));
}

/** A file that someone changed since it was listed is not what the person saw: it stays. */
export function toRemoval({ own, kind, eTag, name }: DriveEntry): SubRequest {
  const headers: Record<string, string> = kind === 'file' && eTag !== null ? { 'if-match': eTag } : {};
  return { method: 'DELETE', path: itemPath(own), headers, subject: name };
}

/** Of what was made a moment ago, "not found" does not mean that it is gone. */
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
 * The eTag moves without the content, too: after an upload, a share, a rename. Where the content is what was listed, the
 * file is deleted by the tag it has now.
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
