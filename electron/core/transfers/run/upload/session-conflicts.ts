import type { AppError } from '../../../errors.ts';
import type { JobState, TransferContext } from '../../queue/transfer-context.ts';
import { findById, findByName, toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { retryWhenNameFree } from '../../queue/interruptions.ts';
import { findArrived, identify, nothingSent, toEvidence } from './identity.ts';
import type { OpenSource } from './local-source.ts';
import { toArrived, toConflict, toTaken, type Destination, type Outcome } from './upload-target.ts';

interface Sent {
  context: TransferContext;
  jobState: JobState;
  to: Destination;
  source: OpenSource;
  isGuarded: boolean;
  isRefused: boolean;
}

/**
 * The service is known to report another version even for the right one: then null, and the upload may
 * restart without the guard, relying on the checks before and after the last piece.
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

/** The name is taken by a file, or by an unfinished upload if the only file is the one to replace. */
export async function resolveNameTaken({ context, jobState, to, source }: Sent): Promise<Outcome> {
  const { sent } = jobState.job;
  const arrived = await findArrived(context, jobState.job, source);
  if (arrived !== null && sent !== null) return toArrived(arrived, sent.mode, source);
  const existing: RemoteFile | null =
    to.mode === 'create' ? await findByName(context, to.parent, to.name) : await findById(context, to.item);
  if (existing === null) throw retryWhenNameFree(context.transfer.name);
  // Sent before the interruption; only its end was not recorded.
  if (jobState.job.interrupted && (await identify(existing, source, toEvidence(jobState.job))) === 'ours')
    return { kind: 'stored', mode: to.mode, remote: existing, withoutTime: false };
  if (to.mode === 'update' && isSameContent(to.version, toVersion(existing.entry)))
    throw retryWhenNameFree(context.transfer.name);
  return to.mode === 'create' ? toTaken(existing, source) : toConflict(existing.entry, source);
}

/**
 * For an update: is the current version still the one to replace? Checked before the first and the last piece,
 * since some drives ignore the session's If-Match on completion.
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
