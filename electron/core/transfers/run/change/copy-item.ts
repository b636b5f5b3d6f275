import { AppError, isAppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import { asObject } from '../../../graph/graph-errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toAnswerLost } from '../../../graph/settle-change.ts';
import { toInstant } from '../../../lib/instant.ts';
import type { CopyJob } from '../../model/change-job.ts';
import type { Conflict, RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { findById, findByName } from '../remote-file.ts';
import { createBackoff, isResponseLost, type Backoff } from '../backoff.ts';
import { nameTaken, takePlace, toArrived, toNameConflict, findFreeName } from './arrive.ts';
import { throwLost, type ChangeDeps } from './send-change.ts';

const maxRounds = 3;

/**
 * Recorded before and after, so that the request is never made twice: if the name is then taken, that is the
 * copy.
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
  await deps.rows.write(context.drive.account.accountId, { entry, parent: job.to });
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
    const made = came.kind === 'asked' ? await followCopy(context, came.monitorUrl, job.entry) : came;
    if (made.kind !== 'made') {
      // A copy that can't be followed may not exist: its name may belong to something else.
      const mayBeThere = came.isRepeated || made.kind !== 'taken';
      const own = mayBeThere
        ? await findOwn(context, job, name).catch((reason: unknown) => throwLost(reason))
        : null;
      if (own !== null) return own;
      if (made.kind === 'lost') throw toAnswerLost(made.error);
      if (made.kind === 'refused') throw made.error;
      const conflict = isAside ? null : await toNameConflict(context, job);
      if (conflict !== null) {
        await save({ sent: null, monitorUrl: null });
        return conflict;
      }
    } else {
      const found = await findMade(context, job, made, name).catch((reason: unknown) => throwLost(reason));
      if (found !== null) return found;
    }
    known = await save({ sent: null, monitorUrl: null });
  }
  throw nameTaken(job.name);
}

/** Some monitors name an item that does not exist: then the copy is known by its name, and by what it holds. */
async function findMade(
  context: TransferContext,
  job: CopyJob,
  { itemId }: { itemId: string | null },
  name: string,
): Promise<DriveEntry | null> {
  const { to } = job;
  if (itemId === null) return (await findByName(context, to, name))?.entry ?? null;
  const found = await findById(context, { driveId: to.driveId, itemId });
  return found?.entry ?? findOwn(context, job, name);
}

/** `isRepeated`: an earlier request for the same copy may have been executed. */
type Asked = { isRepeated: boolean } & (
  | { kind: 'asked'; monitorUrl: string }
  | { kind: 'taken' }
  | { kind: 'lost'; error: AppError }
  | { kind: 'refused'; error: AppError }
);

async function ask(context: TransferContext, job: CopyJob, name: string, save: Save): Promise<Asked> {
  const { drive, clock, signal } = context;
  const backoff = createBackoff(context);
  const { driveId, itemId: id } = job.to;
  let isRepeated = job.sent !== null;
  for (;;) {
    await save({ sent: { name, at: toInstant(clock.now()) } });
    try {
      const { headers } = await drive.graph.send({
        method: 'POST',
        // The second of two requests for the same name fails, so nothing is made twice.
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
      // A refused request was not executed, so nothing with that name can come from it.
      if (!isRepeated) await save({ sent: null });
      if (!isRepeated) await backoff.waitOrThrow(error);
      else if (await isOver(backoff, error)) {
        const over = error as AppError;
        // A refusal says nothing about the earlier request.
        return { kind: isResponseLost(over) ? 'lost' : 'refused', isRepeated, error: over };
      }
    }
  }
}

/** true: it was refused or tried often enough. */
async function isOver(backoff: Backoff, error: unknown): Promise<boolean> {
  return backoff.waitOrThrow(error).then(
    () => false,
    (reason: unknown) => {
      if (reason !== error || !isAppError(reason) || reason.code === 'signInNeeded') throw reason;
      return true;
    },
  );
}

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

const firstPollMs = 500;
const maxPollMs = 10_000;
const maxBodyBytes = 64 * 1024;

type Followed =
  | { kind: 'made'; itemId: string | null }
  | { kind: 'taken' }
  | { kind: 'unknown' }
  | { kind: 'lost'; error: AppError };

/** "unknown": the monitor is gone, as those of personal drives soon are. @throws AppError copyFailed … */
async function followCopy(
  context: TransferContext,
  monitorUrl: string,
  entry: DriveEntry,
): Promise<Followed> {
  const backoff = createBackoff(context);
  for (let waitMs = firstPollMs; ; waitMs = Math.min(maxPollMs, waitMs * 1.5)) {
    try {
      const told = await poll(context, monitorUrl);
      if (told === 'gone') return { kind: 'unknown' };
      if (told.status === 'completed') return { kind: 'made', itemId: told.resourceId };
      if (told.status === 'failed') return toFailed(told, entry);
      context.setPercent(told.percent);
      backoff.reset();
    } catch (error) {
      if (await isOver(backoff, error)) {
        if (!isResponseLost(error)) throw error;
        return { kind: 'lost', error };
      }
    }
    await context.clock.sleep(waitMs, context.signal);
  }
}

interface Told {
  status: 'inProgress' | 'completed' | 'failed';
  percent: number | null;
  resourceId: string | null;
  errorCode: string;
}

/** The monitor is gone or its URL has expired, which says nothing about the copy. */
const goneStatuses: readonly number[] = [401, 403, 404, 410];

/** Some monitors end with 500 once the copy is made. */
const isUnknownOperation = (text: string): boolean => /"code"\s*:\s*"operationNotFound"/i.test(text);

/** The status in the body counts, whatever the HTTP status: 200, 202 and 303 occur. */
async function poll({ drive, signal }: TransferContext, url: string): Promise<Told | 'gone'> {
  const response = await drive.graph.presigned.request({ method: 'GET', url, signal });
  const text = await response.text(maxBodyBytes);
  if (goneStatuses.includes(response.status) || isUnknownOperation(text)) return 'gone';
  if (response.status >= 500) throw new AppError('serviceUnavailable');
  const told = parse(text);
  if (told !== null) return told;
  // A copy that was made at once sends to the item instead of telling a status.
  if (response.status === 303) return { ...completed, resourceId: null };
  throw new AppError('serviceUnavailable');
}

const completed = { status: 'completed', percent: null, errorCode: '' } as const;

function parse(text: string): Told | null {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const { status, percentageComplete, resourceId, errorCode, error, id, name } = body;
    if (typeof status !== 'string')
      return typeof id === 'string' && typeof name === 'string' ? { ...completed, resourceId: id } : null;
    return {
      status: toStatus(status),
      percent: typeof percentageComplete === 'number' ? Math.floor(percentageComplete) : null,
      resourceId: typeof resourceId === 'string' && resourceId !== '' ? resourceId : null,
      // SharePoint's own operations report the reason as an error.
      errorCode: [errorCode, asObject(error)?.['code']].find((one) => typeof one === 'string') ?? '',
    };
  } catch {
    return null;
  }
}

function toStatus(status: string): Told['status'] {
  if (/^completed$/i.test(status)) return 'completed';
  return /^(?:failed|deleteFailed|cancel(?:l?ed|Pending))$/i.test(status) ? 'failed' : 'inProgress';
}

function toFailed({ errorCode }: Told, { name }: DriveEntry): Followed {
  if (/nameAlreadyExists/i.test(errorCode)) return { kind: 'taken' };
  const details = { status: null, serviceCode: errorCode, requestId: null, at: new Date().toISOString() };
  if (/^AccessDenied/i.test(errorCode)) throw new AppError('accessDenied', { subject: name, details });
  if (/AffectedItemCountExceeded/i.test(errorCode))
    throw new AppError('copyTooLarge', { subject: name, details });
  if (/quota|insufficient/i.test(errorCode)) throw new AppError('quotaFull', { subject: name, details });
  throw new AppError('copyFailed', { subject: name, details });
}
