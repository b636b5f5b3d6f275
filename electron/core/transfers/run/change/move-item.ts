import { isAppError } from '../../../errors.ts';
import { sameItem } from '../../../graph/addressing.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { MoveJob } from '../../model/change-job.ts';
import type { Conflict, RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { findById } from '../remote-file.ts';
import { nameTaken, patchPlace, takePlace, toArrived, toNameConflict, findFreeName } from './arrive.ts';
import type { ChangeDeps } from './send-change.ts';

const maxRounds = 3;

/** Moves an item within its drive, renames it, or both. Idempotent. */
export async function moveItem(
  context: TransferContext,
  asked: MoveJob,
  deps: ChangeDeps,
): Promise<RunResult> {
  const { accountId } = context.drive.account;
  const arrived = asked.placed === null ? await place(context, asked, deps) : toPlaced(asked);
  if (arrived.kind === 'conflict') return arrived;
  const job = keepsName(asked) ? await withName(context, asked, arrived.name) : asked;
  if (job.replacing !== null && job.placed === null) {
    const { own: item, name } = arrived;
    await context.saveJob({ ...job, placed: { item, name } });
  }
  const { entry, result } = await takePlace(context, job, arrived, deps);
  const parent = isRename(job) ? (entry.parent ?? job.to) : job.to;
  await deps.rows.write(accountId, { entry, parent, from: job.entry.parent });
  if (entry.kind === 'folder') deps.pathChanged(context.drive);
  return toArrived(entry, job.name, 'moved', result);
}

const isRename = ({ entry, to }: MoveJob): boolean => entry.parent !== null && sameItem(entry.parent, to);

const isAside = ({ keepBoth, replacing }: MoveJob): boolean => keepBoth || replacing !== null;

/** It moves without a name: it may have got another one since it was chosen. */
const keepsName = (job: MoveJob): boolean => !isRename(job) && !isAside(job) && job.name === job.entry.name;

async function withName(context: TransferContext, job: MoveJob, name: string): Promise<MoveJob> {
  if (name === job.name) return job;
  const named = { ...job, name, entry: { ...job.entry, name } };
  // Undo leaves it that name.
  await context.saveJob(named);
  return named;
}

async function place(
  context: TransferContext,
  asked: MoveJob,
  deps: ChangeDeps,
): Promise<DriveEntry | Conflict> {
  let job = asked;
  const parent = isRename(job) ? null : job.to;
  for (let round = 0; round < maxRounds; round += 1) {
    const name = isAside(job) ? await findFreeName(context, job, deps.index) : job.name;
    try {
      return await patchPlace(context, deps, job.entry, { parent, name: keepsName(job) ? null : name });
    } catch (error) {
      if (!isAppError(error, 'nameExists')) throw error;
      if (isAside(job)) continue;
      const conflict = await toNameConflict(context, job);
      if (conflict !== null) return conflict;
      if (keepsName(job)) job = await withName(context, job, await readName(context, job));
    }
  }
  throw nameTaken(job.name);
}

const readName = async (context: TransferContext, { entry }: MoveJob): Promise<string> =>
  (await findById(context, entry.own))?.entry.name ?? entry.name;

const toPlaced = ({ entry, placed, to }: MoveJob): DriveEntry => ({
  ...entry,
  parent: to,
  name: placed?.name ?? entry.name,
});
