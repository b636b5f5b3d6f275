import { rm, utimes } from 'node:fs/promises';
import type { Transfer } from '../../../../contract/transfers.ts';
import { toPlaceError } from '../../../documents/disk-error.ts';
import type { Documents } from '../../../documents/documents.ts';
import { toPartPath } from '../../../documents/local-target.ts';
import { assertNotInUse } from '../../../documents/lock-files.ts';
import type { Semaphore } from '../../../lib/semaphore.ts';
import { AppError } from '../../../errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { toVersion, type RemoteFile } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import type { DownloadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext, RunResult } from '../../queue/transfer-context.ts';
import { isResumable, openPart, type PartFile } from './part-file.ts';
import {
  fetchVerified,
  willResume,
  canResumeAfter,
  readWithRetry,
  type DownloadInput,
  type Fetched,
} from './fetch-verified.ts';
import {
  findFinalized,
  finalizeCopy,
  moveToChosen,
  saveFinalizing,
  toResult,
  type DownloadTarget,
} from './finalize-download.ts';

export interface DownloadDeps {
  documents: Documents;
  extraStreams: Semaphore;
}

export async function downloadFile(
  context: TransferContext,
  job: DownloadFileJob,
  { documents, extraStreams }: DownloadDeps,
): Promise<RunResult> {
  context.setPhase('checking');
  const remote = await readWithRetry(context, job);
  assertDownloadable(remote.entry, context.transfer.name);
  if (remote.entry.sizeBytes !== null) context.setTotal(remote.entry.sizeBytes);
  const { account } = context.drive;
  const copy = job.to === null ? await documents.find(account.accountId, job.item) : null;
  if (copy?.state === 'present' && isSameContent(copy.record.version, toVersion(remote.entry))) {
    // Another transfer fetched it after this one was interrupted.
    await removePart(documents, context, job);
    return {
      kind: 'done',
      result: toResult(copy.record.documentId, copy.path, copy.record.local.sizeBytes, copy.record.verified),
    };
  }
  if (copy !== null) await assertNotInUse(copy);
  const folder = toFolder(documents, context, job);
  try {
    return {
      kind: 'done',
      result: await fetchInto(context, job, remote, { documents, extraStreams, folder, copy }),
    };
  } catch (cause) {
    throw await toPlaceError(cause, context.transfer.name, job.to);
  }
}

function toFolder(documents: Documents, { drive, transfer }: Owner, job: DownloadFileJob): string {
  return job.to ?? documents.folderFor(drive.account, transfer.path);
}

type Owner = Pick<TransferContext, 'drive' | 'transfer'>;

export const toPartOf = (documents: Documents, of: Owner, job: DownloadFileJob): string =>
  toPartPath(toFolder(documents, of, job), of.transfer.transferId);

async function removePart(documents: Documents, of: Owner, job: DownloadFileJob): Promise<void> {
  try {
    await discardPart(documents, toPartOf(documents, of, job), job);
  } catch (cause) {
    throw await toPlaceError(cause, of.transfer.name, job.to);
  }
}

export async function discardPart(documents: Documents, path: string, job: DownloadFileJob): Promise<void> {
  if (job.to === null) await documents.assertOwn(path);
  await rm(path, { force: true });
}

function assertDownloadable(entry: DriveEntry, name: string): void {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: name });
  if (entry.problem === 'malware') throw new AppError('malware', { subject: name });
  if (entry.kind === 'folder') throw new AppError('notSupported', { subject: name });
}

async function fetchInto(
  context: TransferContext,
  job: DownloadFileJob,
  first: RemoteFile,
  place: DownloadTarget & DownloadDeps,
): Promise<Partial<Transfer>> {
  const { folder, documents } = place;
  const path = toPartPath(folder, context.transfer.transferId);
  if (job.to === null) await place.documents.assertOwn(path);
  const before = await findFinalized(context, job, first, place);
  if (before !== null) return before;
  // A chosen folder that was deleted is not created again: nobody would look there.
  if (job.to === null) await place.documents.makeFolder(folder);
  let part: PartFile | null = null;
  try {
    part = await openPart(path, { reuses: job.part !== null, isShared: job.to !== null });
    const download = { context, job, remote: first, part, folder, extraStreams: place.extraStreams };
    const fetched = await fetchAndClose(download);
    const { entry } = fetched.remote;
    await documents.markOrigin(path);
    await setMtime(context, path, entry);
    await saveFinalizing(context, job, path, fetched);
    if (job.to !== null) {
      const name = await moveToChosen(job, path, folder, entry.name);
      return toResult(null, name, fetched.sizeBytes, fetched.verified);
    }
    return await finalizeCopy(context, job, path, place, fetched);
  } catch (error) {
    const goesOn = willResume(context) || (part !== null && isResumable(part) && canResumeAfter(error));
    if (!goesOn) {
      await rm(path, { force: true });
      // A restart must not look for it.
      await context.saveJob({ ...job, part: null, finalizing: null });
    }
    throw error;
  }
}

async function fetchAndClose(fetchable: DownloadInput): Promise<Fetched> {
  try {
    return await fetchVerified(fetchable);
  } finally {
    await fetchable.part.close();
  }
}

/** Some file systems can't store times, or deny it: the content is still right. */
async function setMtime({ log }: TransferContext, part: string, { modifiedAt }: DriveEntry): Promise<void> {
  const time = new Date(modifiedAt ?? '');
  if (Number.isNaN(time.getTime())) return;
  // A Date, because Node treats negative numbers of seconds as "now".
  await utimes(part, time, time).catch((cause: NodeJS.ErrnoException) =>
    log.info('the time of a download could not be set', { cause: cause.code }),
  );
}
