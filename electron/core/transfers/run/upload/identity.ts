import type { RemoteVersion, UploadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { findById, findByName, toVersion, type RemoteFile } from '../remote-file.ts';
import { retrySchedules } from '../../../graph/retry-policy.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { mayBeRewrittenByService } from '../verify.ts';
import type { OpenSource } from './local-source.ts';
import type { Destination } from './upload-target.ts';

export type Identity = 'ours' | 'other';

export interface Evidence {
  /** Some bytes may have reached the service. */
  wasSent: boolean;
  /** The service confirmed that it stored the file, but did not return it. */
  wasAccepted: boolean;
  /** null: a new file. */
  replaced: RemoteVersion | null;
}

/** Nothing was sent: only the content counts. */
export const nothingSent: Evidence = { wasSent: false, wasAccepted: false, replaced: null };

export const toEvidence = ({ sent, target }: UploadFileJob): Evidence => ({
  wasSent: sent !== null,
  wasAccepted: false,
  replaced: sent?.mode === 'update' ? (target?.version ?? null) : null,
});

/**
 * The same hash or, without one, the same size and modification time (if the service confirmed a PUT, the
 * size suffices). If SharePoint rewrote the file on arrival, the modification time decides, provided
 * something was sent and the item is no longer the version to be replaced.
 */
export async function identify(
  { entry, driveType }: RemoteFile,
  source: OpenSource,
  { wasSent, wasAccepted, replaced }: Evidence,
): Promise<Identity> {
  const hasSameMtime = Math.abs(Date.parse(entry.modifiedAt ?? '') - source.modifiedMs) <= mtimeToleranceMs;
  const isNew = replaced === null || !isSameContent(replaced, toVersion(entry));
  const isSame =
    entry.quickXorHash === null
      ? entry.sizeBytes === source.sizeBytes && (hasSameMtime || (wasAccepted && isNew))
      : entry.quickXorHash === (await source.hash());
  if (isSame) return 'ours';
  const isRewritten = wasSent && isNew && mayBeRewrittenByService(entry.name, driveType) && hasSameMtime;
  return isRewritten ? 'ours' : 'other';
}

const mtimeToleranceMs = 2_000;

export async function findArrived(
  context: TransferContext,
  job: UploadFileJob,
  source: OpenSource,
  wasAccepted = false,
): Promise<RemoteFile | null> {
  const { sent, target, parent } = job;
  if (sent === null) return null;
  const existing =
    sent.mode === 'update' && target !== null
      ? await findById(context, target.item)
      : parent === null
        ? null
        : await findByName(context, parent, sent.name);
  if (existing === null) return null;
  const evidence = { ...toEvidence(job), wasAccepted };
  return (await identify(existing, source, evidence)) === 'ours' ? existing : null;
}

/** After a confirmation without the item. Checks several times. */
export async function findAccepted(
  context: TransferContext,
  job: UploadFileJob,
  source: OpenSource,
): Promise<RemoteFile | null> {
  for (const waitMs of retrySchedules.justStored) {
    const found = await findArrived(context, job, source, true);
    if (found !== null) return found;
    await context.clock.sleep(waitMs, context.signal);
  }
  return findArrived(context, job, source, true);
}

const afterCancelTimeoutMs = 3_000;

/**
 * A cancel may come after the last byte: the file is then reported as stored. Nothing in the drive is ever
 * deleted to make a cancel true.
 */
export async function findAfterCancel(
  context: TransferContext,
  to: Destination,
  source: OpenSource,
): Promise<RemoteFile | null> {
  if (!context.isAllSent()) return null;
  const reading = { drive: context.drive, signal: AbortSignal.timeout(afterCancelTimeoutMs) };
  const replaced = to.mode === 'update' ? to.version : null;
  try {
    const existing =
      to.mode === 'create' ? await findByName(reading, to.parent, to.name) : await findById(reading, to.item);
    if (existing === null) return null;
    return (await identify(existing, source, { wasSent: true, wasAccepted: false, replaced })) === 'ours'
      ? existing
      : null;
  } catch {
    return null;
  }
}
