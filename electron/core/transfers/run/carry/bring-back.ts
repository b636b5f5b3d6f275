import { toFailure } from '../../../../contract/errors.ts';
import type { MovedCopy, RestoreJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { removeEmptied } from '../change/remove-emptied.ts';
import { restoreItem } from '../change/restore-item.ts';
import { toSourceContext, type CarryDeps } from './carry-file.ts';
import { removeOriginal } from './remove-original.ts';

/**
 * Undoes a move to another drive: restores the original from the recycle bin, then deletes the copy if it is unchanged.
 * At least one of the two exists at any time, and repeating it is harmless.
 */
export async function bringBack(
  context: TransferContext,
  job: RestoreJob & { copy: MovedCopy },
  deps: CarryDeps,
): Promise<RunResult> {
  const { copy } = job;
  const there = toSourceContext(context, copy, deps);
  const back = await restoreItem(context, job, deps);
  if (back.kind === 'conflict') return back;
  const isAway = await removeCopy(there, copy, deps);
  const failure = isAway ? null : toFailure('copyKept', copy.entry.name);
  return { kind: 'done', result: { ...back.result, outcome: isAway ? 'moved' : 'restored', failure } };
}

async function removeCopy(there: TransferContext, copy: MovedCopy, deps: CarryDeps): Promise<boolean> {
  const { entry, emptied } = copy;
  if (entry.kind !== 'folder') return removeOriginal(there, copy, deps);
  // Its contents have jobs of their own; the last of them also deletes the empty folder.
  await removeEmptied(there, [entry.own, ...emptied], deps);
  return true;
}

export const isBroughtBack = (job: RestoreJob): job is RestoreJob & { copy: MovedCopy } =>
  job.copy !== undefined;
