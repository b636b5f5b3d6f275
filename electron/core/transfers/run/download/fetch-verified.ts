import { statfs } from 'node:fs/promises';
import { AppError, isAppError } from '../../../errors.ts';
import { judgeReceived } from '../verify.ts';
import { createPatience } from '../retry-policy.ts';
import { isSameContent, readFile, toVersion, type RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob } from '../../model/transfer-record.ts';
import type { Work } from '../../queue/transfer-context.ts';
import { createCheckpoint } from './checkpoint.ts';
import type { ExtraStreams } from './extra-streams.ts';
import { fetchContent } from './fetch-content.ts';
import type { PartFile } from './part-file.ts';
import type { Fetching } from './write-body.ts';

/** What came, flushed to the disk, and whether it is what the service says it is. */
export interface Fetched {
  remote: RemoteFile;
  sizeBytes: number;
  hash: string;
  verified: boolean | null;
}

export interface Fetchable {
  work: Work;
  job: DownloadFileJob;
  remote: RemoteFile;
  part: PartFile;
  /** The part lies in it. */
  folder: string;
  extraStreams: ExtraStreams;
}

/** Left free on the disk beside the file itself. */
const spareBytes = 16 * 1024 * 1024;
const maxAttempts = 3;

/** What does not fit its hash may have been damaged on the way, or be another version by now: it is fetched again. */
export async function fetchVerified(fetchable: Fetchable): Promise<Fetched> {
  const { work, job, part, remote, folder } = fetchable;
  await adoptEarlier(fetchable);
  await demandRoom(folder, (remote.entry.sizeBytes ?? 0) - part.receivedBytes, work.transfer.name);
  const checkpoint = createCheckpoint({
    work,
    job,
    part,
    version: () => toVersion(fetching.remote.entry),
  });
  const fetching: Fetching = { ...fetchable, checkpoint, inPieces: true };
  try {
    return await work.inTurn(() => fetchUntilWhole(fetching));
  } catch (error) {
    await checkpoint.settled().catch(() => undefined);
    if (isInterrupted(work) || mayGoOn(error)) await checkpoint.rest();
    throw error;
  }
}

async function fetchUntilWhole(fetching: Fetching): Promise<Fetched> {
  const { work, job, part } = fetching;
  for (let attempt = 1; ; attempt += 1) {
    await fetchContent(fetching);
    const received = { sizeBytes: part.receivedBytes, hash: part.digest() };
    const { remote } = fetching;
    const verified = judgeReceived(remote.entry, received);
    if (verified === true) return { remote, verified, ...received };
    const now = await readWithPatience(work, job);
    if (verified === null && isStill(remote, now)) return { remote, verified, ...received };
    if (attempt >= maxAttempts) throw new AppError('integrity', { subject: work.transfer.name });
    await part.startOver();
    work.progress(0);
    fetching.remote = now;
  }
}

/** Without a hash nobody would see that its beginning is of one version and its end of the next. */
function isStill({ entry: known }: RemoteFile, { entry: now }: RemoteFile): boolean {
  const canTell = known.eTag !== null || known.cTag !== null;
  return !canTell || isSameContent(toVersion(known), toVersion(now));
}

/**
 * What an earlier run left counts only as the same version of the file. Without a hash nobody would see what a power
 * loss did to it, so then only what was left in good order counts.
 */
async function adoptEarlier({ work, job, remote, part }: Fetchable): Promise<void> {
  if (job.part === null) return;
  const { version, received, isAtRest } = job.part;
  const now = toVersion(remote.entry);
  const canBeChecked = now.quickXorHash !== null || isAtRest;
  if (!canBeChecked || !isSameContent(version, now) || version.sizeBytes !== now.sizeBytes) {
    return part.startOver();
  }
  await part.adopt(received);
  work.progress(part.receivedBytes);
  if (isAtRest) await work.keep({ ...job, part: { ...job.part, isAtRest: false } });
}

/** Neither failed nor cancelled: it will go on where it stopped. */
export const isInterrupted = ({ signal }: Work): boolean =>
  signal.aborted && !isAppError(signal.reason, 'cancelled');

/** Nothing is wrong with what came: the rest of it is fetched when the service answers, or somebody has signed in. */
export const mayGoOn = (error: unknown): boolean => isAppError(error, 'serviceUnavailable', 'signInNeeded');

export async function readWithPatience(work: Work, { item }: DownloadFileJob): Promise<RemoteFile> {
  const patience = createPatience(work);
  for (;;) {
    try {
      return await readFile(work, item);
    } catch (error) {
      await patience.bear(error);
    }
  }
}

async function demandRoom(folder: string, sizeBytes: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < sizeBytes + spareBytes) throw new AppError('diskFull', { subject: name });
}
