import { isAppError } from '../../../errors.ts';
import { itemPath, pathBelow } from '../../../graph/addressing.ts';
import { parseWireItem } from '../../../graph/drive-item.ts';
import type { JobKeeper } from './job-state.ts';
import type { OpenSource } from './local-source.ts';
import { createPatience } from '../retry-policy.ts';
import {
  findById,
  findByName,
  isSameContent,
  toRemoteFile,
  toVersion,
  type RemoteFile,
} from '../remote-file.ts';
import {
  findInSpiteOfCancel,
  isOurs,
  isWhatWasSent,
  settleMissing,
  toConflict,
  toSentName,
  toTarget,
  type Destination,
  type Settled,
} from './upload-target.ts';
import { isAnswerLost, isHalted, toLockedStop, toNameBusyStop } from '../../queue/interruptions.ts';
import type { Work } from '../../queue/transfer-context.ts';

/** The eTag may lag behind the content: so often it is read again before a person hears of it. */
const maxStaleTags = 2;

/** One PUT. Whatever the service says about the name or the version, nothing is overwritten that was not meant. */
export async function sendSmall(
  work: Work,
  keeper: JobKeeper,
  to: Destination,
  source: OpenSource,
): Promise<Settled> {
  const patience = createPatience(work);
  let destination = to;
  let staleTags = 0;
  let wasMissed = false;
  for (;;) {
    try {
      return stored(destination, await put(work, destination, source), true);
    } catch (error) {
      if (isHalted(work.signal)) throw error;
      if (work.signal.aborted) return orThrow(await findInSpiteOfCancel(work, destination, source), error);
      work.progress(0);
      if (isAnswerLost(error)) await remember(work, keeper, destination);
      else if (isAppError(error, 'nameExists') && destination.mode === 'create') {
        return settleTaken(work, keeper, destination, source);
      } else if (isAppError(error, 'notFound') && destination.mode === 'update') {
        const gone = await settleMissing(work, destination, source);
        if (gone !== null) return gone;
        if (wasMissed) throw error;
        wasMissed = true;
        continue;
      } else if (isAppError(error, 'changedMeanwhile') && destination.mode === 'update') {
        const next = await settleChanged(work, destination, source);
        if ('kind' in next) return next;
        staleTags += 1;
        if (staleTags > maxStaleTags) throw error;
        destination = next;
        continue;
      } else if (isAppError(error, 'locked')) throw toLockedStop(error);
      await patience.bear(error);
    }
  }
}

function orThrow<T>(found: T | null, error: unknown): T {
  if (found === null) throw error;
  return found;
}

const stored = (to: Destination, remote: RemoteFile, withoutTime: boolean): Settled => ({
  kind: 'stored',
  mode: to.mode,
  remote,
  withoutTime,
});

async function put(work: Work, to: Destination, source: OpenSource): Promise<RemoteFile> {
  const { drive, signal, transfer } = work;
  const behavior = to.mode === 'create' ? 'fail' : 'replace';
  const where = to.mode === 'create' ? pathBelow(to.parent, [to.name]) : itemPath(to.item);
  const headers: Record<string, string> = {
    'content-type': 'application/octet-stream',
    'content-length': String(source.sizeBytes),
  };
  if (to.mode === 'update' && to.version.eTag !== null) headers['if-match'] = to.version.eTag;
  let sentBytes = 0;
  const sent = (bytes: number) => {
    sentBytes += bytes;
    work.progress(sentBytes);
  };
  if (source.sizeBytes === 0) await source.assertUnchanged();
  const wire = await drive.graph.json(
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
      // When the answer is lost, it is for us to find out what happened before anything is sent again.
      idempotent: false,
      subject: transfer.name,
    },
    parseWireItem,
  );
  return toRemoteFile(drive, wire);
}

/** From now on "that name is taken" may mean: by us. */
async function remember(work: Work, keeper: JobKeeper, to: Destination): Promise<void> {
  const name = to.mode === 'create' ? to.name : toSentName(work);
  if (to.mode === 'update')
    await keeper.change({ sent: { mode: 'update', name }, target: { item: to.item, version: to.version } });
  else await keeper.change({ sent: { mode: 'create', name } });
}

async function settleTaken(
  work: Work,
  keeper: JobKeeper,
  to: Destination & { mode: 'create' },
  source: OpenSource,
): Promise<Settled> {
  const existing = await findByName(work, to.parent, to.name);
  // Taken and yet not there: another upload of this name is under way.
  if (existing === null) throw toNameBusyStop(to.name);
  const maybeOurs = keeper.job.sent !== null || keeper.job.interrupted;
  if (maybeOurs && (await isWhatWasSent(keeper.job, existing, source))) return stored(to, existing, true);
  return toConflict(existing.entry, source);
}

/** The version is not the one that was meant. Often only its tag is newer; then it is tried again with that. */
async function settleChanged(
  work: Work,
  to: Destination & { mode: 'update' },
  source: OpenSource,
): Promise<Destination | Settled> {
  const existing = await findById(work, to.item);
  if (existing === null) return toConflict(null, source);
  if (await isOurs(existing.entry, source)) return stored(to, existing, false);
  if (!isSameContent(to.version, toVersion(existing.entry))) return toConflict(existing.entry, source);
  return { mode: 'update', ...toTarget(existing.entry) };
}
