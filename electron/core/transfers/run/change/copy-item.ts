import { AppError, isAppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toInstant } from '../../model/limits.ts';
import type { CopyJob } from '../../model/change-job.ts';
import type { Conflict, RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { findById, findByName } from '../remote-file.ts';
import { createRetryPolicy, isResponseLost } from '../retry-policy.ts';
import { nameTaken, takePlace, toArrived, toNameConflict } from './arrive.ts';
import type { ChangeDeps } from './change-deps.ts';
import { followCopy } from './follow-copy.ts';
import { findFreeName } from './free-name.ts';

const maxRounds = 3;

/**
 * Has the service make a copy, and follows it. What was asked for is written down before the request and after it, so
 * that it is never asked for twice: a name that is taken then is the copy itself.
 */
export async function copyItem(context: TransferContext, job: CopyJob, deps: ChangeDeps): Promise<RunResult> {
  let latest = job;
  const save = async (patch: Partial<CopyJob>): Promise<CopyJob> => {
    latest = { ...latest, ...patch };
    await context.saveJob(latest);
    return latest;
  };
  const there = (await findPlaced(context, job)) ?? (await makeCopy(context, job, save, deps));
  if (there.kind === 'conflict') return there;
  deps.justMade.note(there.own);
  if (job.replacing !== null && job.placed === null)
    await save({ placed: { item: there.own, name: there.name } });
  const { entry, result } = await takePlace(context, job, there, deps);
  await deps.index.call('put', { accountId: context.drive.account.accountId, entry, parent: job.to });
  return toArrived(entry, job.name, 'copied', result);
}

async function findPlaced(context: TransferContext, { placed }: CopyJob): Promise<DriveEntry | null> {
  return placed === null ? null : ((await findById(context, placed.item))?.entry ?? null);
}

type Save = (patch: Partial<CopyJob>) => Promise<CopyJob>;

async function makeCopy(
  context: TransferContext,
  job: CopyJob,
  save: Save,
  deps: ChangeDeps,
): Promise<DriveEntry | Conflict> {
  const isAside = job.keepBoth || job.replacing !== null;
  let known = job;
  for (let round = 0; round < maxRounds; round += 1) {
    const name = known.sent?.name ?? (isAside ? await findFreeName(context, job, deps.index) : job.name);
    const came =
      known.monitorUrl === null
        ? await ask(context, known, name, save)
        : ({ kind: 'asked', monitorUrl: known.monitorUrl, isRepeated: true } as const);
    const made = came.kind === 'taken' ? came : await followCopy(context, came.monitorUrl, job.entry);
    if (made.kind !== 'made') {
      // Of a copy that can't be followed nobody knows whether it came to be: its name may be that of something else.
      const own = came.isRepeated || made.kind === 'unknown' ? await findOwn(context, job, name) : null;
      if (own !== null) return own;
      const conflict = isAside ? null : await toNameConflict(context, job);
      if (conflict !== null) {
        await save({ sent: null, monitorUrl: null });
        return conflict;
      }
    } else {
      const found = await findMade(context, job, made, name);
      if (found !== null) return found;
    }
    known = await save({ sent: null, monitorUrl: null });
  }
  throw nameTaken(job.name);
}

async function findMade(
  context: TransferContext,
  { to }: CopyJob,
  { itemId }: { itemId: string | null },
  name: string,
): Promise<DriveEntry | null> {
  const found =
    itemId === null
      ? await findByName(context, to, name)
      : await findById(context, { driveId: to.driveId, itemId });
  return found?.entry ?? null;
}

/** `isRepeated`: an earlier request for the same copy may have been done. */
type Asked = { isRepeated: boolean } & ({ kind: 'asked'; monitorUrl: string } | { kind: 'taken' });

/** Where the copy can be followed, or that its name is taken. */
async function ask(context: TransferContext, job: CopyJob, name: string, save: Save): Promise<Asked> {
  const { drive, clock, signal } = context;
  const policy = createRetryPolicy(context);
  const { driveId, itemId: id } = job.to;
  let isRepeated = job.sent !== null;
  for (;;) {
    await save({ sent: { name, at: toInstant(clock.now()) } });
    try {
      const { headers } = await drive.graph.send({
        method: 'POST',
        // Of two requests for the same name one fails: nothing is made twice.
        path: `${itemPath(job.entry)}/copy?@microsoft.graph.conflictBehavior=fail`,
        json: { parentReference: { driveId, id }, name },
        subject: job.entry.name,
        priority: 'transfer',
        signal,
      });
      const monitorUrl = headers['location'];
      if (monitorUrl === undefined) throw new AppError('unexpectedAnswer', { subject: job.entry.name });
      await save({ monitorUrl });
      return { kind: 'asked', monitorUrl, isRepeated };
    } catch (error) {
      if (isAppError(error, 'nameExists')) return { kind: 'taken', isRepeated };
      isRepeated ||= isResponseLost(error);
      // What was refused was not done: nothing that has the name can come from it.
      if (!isRepeated) await save({ sent: null });
      await policy.waitOrThrow(error);
    }
  }
}

/** What stands under the name is the copy that was asked for before. */
async function findOwn(
  context: TransferContext,
  { entry, to }: CopyJob,
  name: string,
): Promise<DriveEntry | null> {
  const found = (await findByName(context, to, name))?.entry ?? null;
  if (found === null || found.kind !== entry.kind || found.itemId === entry.itemId) return null;
  if (entry.kind === 'folder') return found.childCount === entry.childCount ? found : null;
  const isSame = found.sizeBytes === entry.sizeBytes && sameHash(found.quickXorHash, entry.quickXorHash);
  return isSame ? found : null;
}

const sameHash = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one === other;
