import type { JobKeeper } from './job-state.ts';
import { findById, findByName, isSameContent, toVersion, type RemoteFile } from '../remote-file.ts';
import { toNameBusyStop } from '../../queue/interruptions.ts';
import type { Work } from '../../queue/transfer-context.ts';
import type { OpenSource } from './local-source.ts';
import {
  findArrived,
  isOurs,
  isWhatWasSent,
  toConflict,
  type Destination,
  type Settled,
} from './upload-target.ts';

/** What goes by session, and where. */
interface Sent {
  work: Work;
  keeper: JobKeeper;
  to: Destination;
  source: OpenSource;
}

/** Taken by a file, or, where there is none but the one to be replaced, by an upload of that name that is under way. */
export async function settleTaken({ work, keeper, to, source }: Sent): Promise<Settled> {
  const arrived = await findArrived(work, keeper.job, source);
  if (arrived !== null) return arrived;
  const existing: RemoteFile | null =
    to.mode === 'create' ? await findByName(work, to.parent, to.name) : await findById(work, to.item);
  if (existing === null) throw toNameBusyStop(work.transfer.name);
  // Sent before it was interrupted, when all that was left to do was to write down that it is done.
  if (keeper.job.interrupted && (await isWhatWasSent(keeper.job, existing, source)))
    return { kind: 'stored', mode: to.mode, remote: existing, withoutTime: false };
  if (to.mode === 'update' && isSameContent(to.version, toVersion(existing.entry)))
    throw toNameBusyStop(work.transfer.name);
  return toConflict(existing.entry, source);
}

/**
 * For an update: is the version there still the one that may be replaced? Asked before the first and before the last
 * piece; an If-Match on the session itself is known to fail late, and wrongly.
 */
export async function findChange({ work, keeper, to, source }: Sent): Promise<Settled | null> {
  if (to.mode !== 'update') return null;
  const existing = await findById(work, to.item);
  if (existing === null) return toConflict(null, source);
  if (isSameContent(to.version, toVersion(existing.entry))) return null;
  // The last piece of an earlier run may have arrived after all, and nobody heard of it.
  const isThere = keeper.job.interrupted
    ? await isWhatWasSent(keeper.job, existing, source)
    : await isOurs(existing.entry, source);
  if (isThere) return { kind: 'stored', mode: 'update', remote: existing, withoutTime: false };
  return toConflict(existing.entry, source);
}
