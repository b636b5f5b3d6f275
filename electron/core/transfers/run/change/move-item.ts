import { isAppError } from '../../../errors.ts';
import { sameItem } from '../../../graph/addressing.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { MoveJob } from '../../model/change-job.ts';
import type { Conflict, RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { nameTaken, patchPlace, takePlace, toArrived, toNameConflict, findFreeName } from './arrive.ts';
import type { ChangeDeps } from './send-change.ts';

/** How often a name is tried that others take at the same time. */
const maxRounds = 3;

/** Gives an item another folder in its drive, another name, or both. Doing it twice does nothing more. */
export async function moveItem(context: TransferContext, job: MoveJob, deps: ChangeDeps): Promise<RunResult> {
  const { accountId } = context.drive.account;
  const arrived = job.placed === null ? await place(context, job, deps) : toPlaced(job);
  if (arrived.kind === 'conflict') return arrived;
  if (job.replacing !== null && job.placed === null) {
    const { own: item, name } = arrived;
    await context.saveJob({ ...job, placed: { item, name } });
  }
  const { entry, result } = await takePlace(context, job, arrived, deps);
  await deps.rows.write(accountId, { entry, parent: job.to, from: job.entry.parent });
  if (entry.kind === 'folder') deps.pathChanged(context.drive);
  return toArrived(entry, job.name, 'moved', result);
}

async function place(
  context: TransferContext,
  job: MoveJob,
  deps: ChangeDeps,
): Promise<DriveEntry | Conflict> {
  const isAside = job.keepBoth || job.replacing !== null;
  const parent = job.entry.parent !== null && sameItem(job.entry.parent, job.to) ? null : job.to;
  for (let round = 0; round < maxRounds; round += 1) {
    const name = isAside ? await findFreeName(context, job, deps.index) : job.name;
    try {
      return await patchPlace(context, deps, job.entry, { parent, name });
    } catch (error) {
      if (!isAppError(error, 'nameExists')) throw error;
      const conflict = isAside ? null : await toNameConflict(context, job);
      if (conflict !== null) return conflict;
    }
  }
  throw nameTaken(job.name);
}

const toPlaced = ({ entry, placed, to }: MoveJob): DriveEntry => ({
  ...entry,
  parent: to,
  name: placed?.name ?? entry.name,
});
