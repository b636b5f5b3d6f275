import { statfs } from 'node:fs/promises';
import type { Semaphore } from '../../../lib/semaphore.ts';
import { AppError, isAppError } from '../../../errors.ts';
import { mayBeListedWrong, unlistedRepeats, verifyDownload } from '../verify.ts';
import { createBackoff } from '../backoff.ts';
import { readFile, toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import type { DownloadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { createCheckpoint, type PartFile } from './part-file.ts';
import { fetchContent } from './fetch-content.ts';
import type { Download } from './write-body.ts';

export interface Fetched {
  remote: RemoteFile;
  sizeBytes: number;
  hash: string;
  verified: boolean | null;
}

export interface DownloadInput {
  context: TransferContext;
  job: DownloadFileJob;
  remote: RemoteFile;
  part: PartFile;
  folder: string;
  extraStreams: Semaphore;
}

const minFreeBytes = 16 * 1024 * 1024;
const maxAttempts = 1 + unlistedRepeats;

/** Content with another hash may be damaged or newer: it is downloaded again. */
export async function fetchVerified(fetchable: DownloadInput): Promise<Fetched> {
  const { context, job, part, remote, folder } = fetchable;
  await adoptEarlierPart(fetchable);
  await checkDiskSpace(folder, (remote.entry.sizeBytes ?? 0) - part.receivedBytes, context.transfer.name);
  const checkpoint = createCheckpoint({
    context,
    job,
    part,
    version: () => toVersion(download.remote.entry),
  });
  const download: Download = { ...fetchable, checkpoint, inPieces: true };
  try {
    return await context.withSlot(() => fetchUntilVerified(download));
  } catch (error) {
    await checkpoint.settled().catch(() => undefined);
    if (willResume(context) || canResumeAfter(error)) await checkpoint.saveFinal();
    throw error;
  }
}

async function fetchUntilVerified(download: Download): Promise<Fetched> {
  const { context, job, part } = download;
  const contents = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    await fetchContent(download);
    const received = { sizeBytes: part.receivedBytes, hash: part.digest() };
    contents.add(`${received.sizeBytes} ${received.hash}`);
    const { remote } = download;
    const verified = verifyDownload(remote.entry, received);
    if (verified === true) return { remote, verified, ...received };
    const now = await readWithRetry(context, job);
    if (verified === null && isUnchanged(remote, now)) {
      // A hash may be reported later than the file itself.
      const verifiedNow = verifyDownload(now.entry, received);
      if (verifiedNow !== 'damaged') return { remote: now, verified: verifiedNow, ...received };
    }
    // Damage would differ each time.
    const isAlwaysSame = contents.size === 1 && isUnchanged(remote, now);
    if (attempt >= maxAttempts && isAlwaysSame && mayBeListedWrong(now.entry, received))
      return { remote: now, verified: false, ...received };
    if (attempt >= maxAttempts) throw new AppError('integrity', { subject: context.transfer.name });
    await part.startOver();
    context.progress(0);
    download.remote = now;
  }
}

/** Without a hash, a mix of two versions would go unnoticed. */
function isUnchanged({ entry: known }: RemoteFile, { entry: now }: RemoteFile): boolean {
  const canTell = known.eTag !== null || known.cTag !== null;
  return !canTell || isSameContent(toVersion(known), toVersion(now));
}

/**
 * Without a hash, damage from a power loss would go unnoticed, so the file must have been closed properly.
 */
async function adoptEarlierPart({ context, job, remote, part }: DownloadInput): Promise<void> {
  if (job.part === null) return;
  const { version, received, isAtRest } = job.part;
  const now = toVersion(remote.entry);
  const canBeChecked = now.quickXorHash !== null || isAtRest;
  if (!canBeChecked || !isSameContent(version, now) || version.sizeBytes !== now.sizeBytes) {
    return part.startOver();
  }
  await part.adopt(received);
  context.progress(part.receivedBytes);
  if (isAtRest) await context.saveJob({ ...job, part: { ...job.part, isAtRest: false } });
}

export const willResume = ({ signal }: TransferContext): boolean =>
  signal.aborted && !isAppError(signal.reason, 'cancelled');

/** What arrived is valid: the rest follows later. */
export const canResumeAfter = (error: unknown): boolean =>
  isAppError(error, 'serviceUnavailable', 'driveReadOnly', 'signInNeeded');

export async function readWithRetry(
  context: TransferContext,
  { item }: DownloadFileJob,
): Promise<RemoteFile> {
  const retry = createBackoff(context);
  for (;;) {
    try {
      return await readFile(context, item);
    } catch (error) {
      await retry.waitOrThrow(error);
    }
  }
}

async function checkDiskSpace(folder: string, sizeBytes: number, name: string): Promise<void> {
  // A file system that can't report its free space reports when it is full.
  const free = await statfs(folder).catch(() => null);
  if (free !== null && free.bavail * free.bsize < sizeBytes + minFreeBytes)
    throw new AppError('diskFull', { subject: name });
}
