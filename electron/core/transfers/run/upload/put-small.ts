import { AppError, isAppError } from '../../../errors.ts';
import { itemPath, pathBelow } from '../../../graph/addressing.ts';
import type { RemoteVersion } from '../../model/transfer-record.ts';
import type { JobState, TransferContext } from '../../queue/transfer-context.ts';
import { findAccepted, findAfterCancel, identify, nothingSent, toEvidence } from './identity.ts';
import type { OpenSource } from './local-source.ts';
import { noteVersion } from './replaced-version.ts';
import { createBackoff, isResponseLost } from '../backoff.ts';
import {
  findById,
  findByName,
  toGuard,
  parseStoredItem,
  toVersion,
  type RemoteFile,
} from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import {
  resolveNotFound,
  toConflict,
  toTaken,
  toSentName,
  toTarget,
  toDriveId,
  type Destination,
  type Outcome,
} from './upload-target.ts';
import { isInterrupted, retryWhenUnlocked, retryWhenNameFree } from '../../queue/interruptions.ts';

/** The eTag may lag behind the content: how often it is read again. */
const maxStaleTags = 2;

export async function sendSmall(
  context: TransferContext,
  jobState: JobState,
  to: Destination,
  source: OpenSource,
): Promise<Outcome> {
  const retry = createBackoff(context);
  let destination = to;
  if (to.mode === 'update' && Object.keys(toPutGuard(to.version)).length === 0) {
    await rememberSent(context, jobState, to);
    await noteVersion(context, jobState, to.item);
  }
  let staleTags = 0;
  let retriedMissing = false;
  for (;;) {
    try {
      const remote = await put(context, destination, source);
      return stored(destination, remote ?? (await findPut(context, jobState, destination, source)), true);
    } catch (error) {
      if (isInterrupted(context.signal)) throw error;
      if (context.signal.aborted) {
        const late = await findAfterCancel(context, destination, source);
        if (late === null) throw error;
        return stored(destination, late, false);
      }
      context.progress(0);
      if (isResponseLost(error)) await rememberSent(context, jobState, destination);
      else if (isAppError(error, 'nameExists') && destination.mode === 'create') {
        return resolvePutNameTaken(context, jobState, destination, source);
      } else if (isAppError(error, 'notFound') && destination.mode === 'update') {
        const gone = await resolveNotFound(context, destination, source);
        if (gone !== null) return gone;
        if (retriedMissing) throw error;
        retriedMissing = true;
        continue;
      } else if (isAppError(error, 'changedMeanwhile') && destination.mode === 'update') {
        const next = await resolveVersionChanged(context, destination, source);
        if ('kind' in next) return next;
        staleTags += 1;
        if (staleTags > maxStaleTags) throw error;
        destination = next;
        continue;
      } else if (isAppError(error, 'locked')) throw retryWhenUnlocked(error);
      await retry.waitOrThrow(error);
    }
  }
}

const stored = (to: Destination, remote: RemoteFile, withoutTime: boolean): Outcome => ({
  kind: 'stored',
  mode: to.mode,
  remote,
  withoutTime,
});

/**
 * The service confirmed without returning the item, so it is looked up. @throws AppError serviceUnavailable if
 * it does not exist
 */
async function findPut(
  context: TransferContext,
  jobState: JobState,
  to: Destination,
  source: OpenSource,
): Promise<RemoteFile> {
  await rememberSent(context, jobState, to);
  const found = await findAccepted(context, jobState.job, source);
  if (found !== null) return found;
  throw new AppError('serviceUnavailable', { subject: context.transfer.name });
}

/** null: the response does not describe the item. */
async function put(
  context: TransferContext,
  to: Destination,
  source: OpenSource,
): Promise<RemoteFile | null> {
  const { drive, signal, transfer } = context;
  const behavior = to.mode === 'create' ? 'fail' : 'replace';
  const where = to.mode === 'create' ? pathBelow(to.parent, [to.name]) : itemPath(to.item);
  const headers: Record<string, string> = {
    'content-type': 'application/octet-stream',
    'content-length': String(source.sizeBytes),
  };
  if (to.mode === 'update') Object.assign(headers, toPutGuard(to.version));
  let sentBytes = 0;
  const sent = (bytes: number) => {
    sentBytes += bytes;
    context.progress(0, sentBytes);
  };
  if (source.sizeBytes === 0) await source.assertUnchanged();
  const request = drive.graph.json(
    {
      method: 'PUT',
      path: `${where}/content?@microsoft.graph.conflictBehavior=${behavior}`,
      headers,
      content: () => {
        sentBytes = 0;
        return source.sizeBytes === 0 ? null : source.stream(0, source.sizeBytes, sent);
      },
      signal,
      priority: 'transfer',
      // After a lost response, the drive is checked before anything is resent.
      idempotent: false,
      subject: transfer.name,
    },
    (value) => parseStoredItem(drive, value, toDriveId(to)),
  );
  return request.catch((error: unknown) => {
    if (isUnreadable(error)) return null;
    throw error;
  });
}

const isUnreadable = (error: unknown): boolean => {
  if (!isAppError(error, 'unexpectedAnswer')) return false;
  const status = error.details?.status ?? 0;
  return status >= 200 && status < 300;
};

/** Prefers the full eTag: after other changes the item is checked and tried again. */
const toPutGuard = (version: RemoteVersion): Record<string, string> =>
  version.eTag === null ? toGuard(version) : { 'if-match': version.eTag };

/** From now on "name taken" may mean: by us. */
async function rememberSent(context: TransferContext, jobState: JobState, to: Destination): Promise<void> {
  const name = to.mode === 'create' ? to.name : toSentName(context);
  if (to.mode === 'update')
    await jobState.update({
      sent: { ...jobState.job.sent, mode: 'update', name },
      target: { item: to.item, version: to.version },
    });
  else await jobState.update({ sent: { mode: 'create', name } });
}

async function resolvePutNameTaken(
  context: TransferContext,
  jobState: JobState,
  to: Destination & { mode: 'create' },
  source: OpenSource,
): Promise<Outcome> {
  const existing = await findByName(context, to.parent, to.name);
  // The name is taken, but no item exists: another upload of this name is in progress.
  if (existing === null) throw retryWhenNameFree(to.name);
  const maybeOurs = jobState.job.sent !== null || jobState.job.interrupted;
  if (maybeOurs && (await identify(existing, source, toEvidence(jobState.job))) === 'ours')
    return stored(to, existing, true);
  return toTaken(existing, source);
}

/** Often only the tag is newer; then that is used. */
async function resolveVersionChanged(
  context: TransferContext,
  to: Destination & { mode: 'update' },
  source: OpenSource,
): Promise<Destination | Outcome> {
  const existing = await findById(context, to.item);
  if (existing === null) return toConflict(null, source);
  if ((await identify(existing, source, nothingSent)) === 'ours') return stored(to, existing, false);
  if (!isSameContent(to.version, toVersion(existing.entry))) return toConflict(existing.entry, source);
  return { mode: 'update', ...toTarget(existing.entry) };
}
