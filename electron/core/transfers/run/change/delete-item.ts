import { isAppError } from '../../../errors.ts';
import type { DeleteJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import type { ChangeDeps } from './change-deps.ts';
import { settleRemoval, toRemoval } from './removal.ts';
import { sendChange } from './send-change.ts';

/** Puts an item into the service's recycle bin. One that is gone already counts as deleted by someone else. */
export async function deleteItem(
  context: TransferContext,
  { entry, interrupted }: DeleteJob,
  { justMade, gatherer, sweeper }: ChangeDeps,
): Promise<RunResult> {
  const { drive } = context;
  const { result, mayBeSecond } = await sendChange(context, gatherer, toRemoval(entry), interrupted);
  const settled = await settleRemoval(justMade, drive, entry, result);
  const isGone = !settled.ok && isAppError(settled.error, 'notFound');
  if (!settled.ok && !isGone) throw settled.error;
  await sweeper.remove(drive.account.accountId, entry.own);
  return { kind: 'done', result: { outcome: isGone && !mayBeSecond ? 'wasGone' : 'deleted' } };
}
