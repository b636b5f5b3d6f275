import type { AppError } from '../../../errors.ts';
import type { JobState, TransferContext } from '../../queue/transfer-context.ts';
import { findById, findByName, toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { retryWhenNameFree } from '../../queue/interruptions.ts';
import { findArrived, identify, nothingSent, toEvidence } from './identity.ts';
import type { OpenSource } from './local-source.ts';
import { toArrived, toConflict, toTaken, type Destination, type Outcome } from './upload-target.ts';

/** What goes by session, and where. */
interface Sent {
  context: TransferContext;
  jobState: JobState;
  to: Destination;
  source: OpenSource;
  isGuarded: boolean;
  isRefused: boolean;
}

/**
 * The service says that another version is there. It is known to say so of the version that was named, too: null, it
 * did, and the upload may begin again without the guard, which the looks before and after the last piece stand in for.
 */
export async function resolveChanged(sent: Sent, refusal: AppError): Promise<Outcome | null> {
  if (sent.to.mode === 'create') return resolveNameTaken(sent);
  const conflict = await checkVersion(sent);
  if (conflict !== null) return conflict;
  if (!sent.isGuarded) throw refusal;
  sent.isGuarded = false;
  sent.isRefused = true;
  return null;
}

/** The name is taken by a file, or by an unfinished upload if there is no file but the one to replace. */
export async function resolveNameTaken({ context, jobState, to, source }: Sent): Promise<Outcome> {
  const { sent } = jobState.job;
  const arrived = await findArrived(context, jobState.job, source);
  if (arrived !== null && sent !== null) return toArrived(arrived, sent.mode, source);
  const existing: RemoteFile | null =
    to.mode === 'create' ? await findByName(context, to.parent, to.name) : await findById(context, to.item);
  if (existing === null) throw retryWhenNameFree(context.transfer.name);
  // Sent before it was interrupted, when all that was left to do was to write down that it is done.
  if (jobState.job.interrupted && (await identify(existing, source, toEvidence(jobState.job))) === 'ours')
    return { kind: 'stored', mode: to.mode, remote: existing, withoutTime: false };
  if (to.mode === 'update' && isSameContent(to.version, toVersion(existing.entry)))
    throw retryWhenNameFree(context.transfer.name);
  return to.mode === 'create' ? toTaken(existing, source) : toConflict(existing.entry, source);
}

/**
 * For an update: is the version there still the one that may be replaced? Asked before the first and before the last
 * piece, since not every drive looks at the session's If-Match when the session becomes the file.
 */
export async function checkVersion({ context, jobState, to, source }: Sent): Promise<Outcome | null> {
  if (to.mode !== 'update') return null;
  const existing = await findById(context, to.item);
  if (existing === null) return toConflict(null, source);
  if (isSameContent(to.version, toVersion(existing.entry))) return null;
  // The last piece of an earlier run may have arrived although its response was lost.
  const evidence = jobState.job.interrupted ? toEvidence(jobState.job) : nothingSent;
  if ((await identify(existing, source, evidence)) === 'ours')
    return { kind: 'stored', mode: 'update', remote: existing, withoutTime: false };
  return toConflict(existing.entry, source);
}
