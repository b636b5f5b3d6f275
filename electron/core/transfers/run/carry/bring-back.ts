import { toFailure } from '../../../../contract/errors.ts';
import type { MovedCopy, RestoreJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { removeEmptied } from '../change/remove-emptied.ts';
import { restoreItem } from '../change/restore-item.ts';
import { toSourceContext, type CarryDeps } from './carry-file.ts';
import { removeOriginal } from './remove-original.ts';

/**
 * Takes back a move to another drive: the original comes out of the recycle bin, and then its copy goes into one, if it
 * still is what was moved. At no moment is there neither of them, and doing it twice does nothing more.
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
  // What lies in it goes by itself, and the folder with the last of it.
  await removeEmptied(there, [entry.own, ...emptied], deps);
  return true;
}

export const isBroughtBack = (job: RestoreJob): job is RestoreJob & { copy: MovedCopy } =>
  job.copy !== undefined;
