import type { ItemRef } from '../../../../contract/records.ts';
import { AppError } from '../../../errors.ts';
import { parseVersions, versionsPath, type FileVersion } from '../../../graph/file-versions.ts';
import type { UploadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext, JobState } from '../../queue/transfer-context.ts';
import { findById, toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { mayBeRewrittenByService } from '../verify.ts';

/**
 * Someone else may save at the end of a save, and sessions do not always guard against that. The history then
 * tells what was replaced.
 */
export async function noteVersion(
  context: TransferContext,
  jobState: JobState,
  item: ItemRef,
): Promise<void> {
  const { sent } = jobState.job;
  if (sent === null || sent.replacing !== undefined) return;
  const versions = await readVersions(context, item);
  await jobState.update({ sent: { ...sent, replacing: versions?.[0]?.versionId ?? null } });
}

/** The newest unseen version that this upload replaced; null if none is known. */
export async function findReplaced(
  context: TransferContext,
  { sent }: UploadFileJob,
  { entry, driveType }: RemoteFile,
  sentBytes: number,
): Promise<FileVersion | null> {
  const meant = sent?.replacing ?? null;
  if (meant === null) return null;
  const versions = await readVersions(context, entry);
  const between = toVersionsBetween(versions ?? [], meant);
  if (between.length === 0) return null;
  const now = await findById(context, entry);
  const isNewest = now !== null && isSameContent(toVersion(entry), toVersion(now.entry));
  // The service's own versions: an empty first one, and one when it rewrites a file.
  const isOwn = ({ sizeBytes }: FileVersion) =>
    sizeBytes === 0 || (mayBeRewrittenByService(entry.name, driveType) && sizeBytes === sentBytes);
  const foreign = between.filter((version) => !isOwn(version));
  if (isNewest) return foreign[0] ?? null;
  // This upload has been replaced since, so it is itself among the versions.
  const own = foreign.findIndex(({ sizeBytes }) => sizeBytes === entry.sizeBytes);
  return foreign.slice(own + 1)[0] ?? null;
}

function toVersionsBetween(versions: readonly FileVersion[], meant: string): FileVersion[] {
  const at = versions.findIndex(({ versionId }) => versionId === meant);
  return versions.slice(1, Math.max(at, 1));
}

async function readVersions(
  { drive, signal, log }: TransferContext,
  item: ItemRef,
): Promise<FileVersion[] | null> {
  const request = { method: 'GET', path: versionsPath(item), signal, priority: 'transfer' } as const;
  try {
    return await drive.graph.json(request, parseVersions);
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    log.warn('the versions of a file could not be read', { error: error.code });
    return null;
  }
}
