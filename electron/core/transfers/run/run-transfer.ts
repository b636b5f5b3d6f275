import type { ItemRef } from '../../../contract/records.ts';
import type { Documents } from '../../documents/documents.ts';
import { AppError, isAppError } from '../../errors.ts';
import { encodeSegment } from '../../graph/addressing.ts';
import { parseDrive, type DriveEntry } from '../../graph/drive-item.ts';
import type { Index } from '../../index/index-client.ts';
import { noteStored } from './upload/note-stored.ts';
import { toMissingConsent } from '../../sharing/missing-consent.ts';
import { toRevokedError } from '../../sharing/revoked.ts';
import type { WriteAccess } from '../../sharing/write-access.ts';
import { downloadFile } from './download/download-file.ts';
import { downloadFolder } from './download/download-folder.ts';
import type { ExtraStreams } from './download/extra-streams.ts';
import type { FolderClaims } from './download/reserved-folders.ts';
import type { OpenSource } from './upload/local-source.ts';
import { findById, toVersion } from './remote-file.ts';
import type { TransferRecord, UploadFileJob } from '../model/transfer-record.ts';
import { uploadFile } from './upload/upload-file.ts';
import { uploadFolder } from './upload/upload-folder.ts';
import type { Work, WorkEnd } from '../queue/transfer-context.ts';

export interface Carrying {
  documents: Documents;
  extraStreams: ExtraStreams;
  folderClaims: FolderClaims;
  index: Index;
  access: WriteAccess;
}

/** One transfer from its beginning, or from where it stopped, to its end. */
export async function carryOut(
  record: TransferRecord,
  work: Work,
  { documents, extraStreams, folderClaims, index, access }: Carrying,
): Promise<WorkEnd> {
  const { job } = record;
  try {
    switch (job.kind) {
      case 'uploadFile':
        return await uploadFile(work, job, async (_work, sent, entry, source) => {
          if (sent.documentId !== null) await noteSentBack(documents, sent, entry, source);
          await noteStored(index, work.drive, entry, entry.parent ?? sent.parent);
        });
      case 'uploadFolder':
        return await uploadFolder(work, job, (_work, sent, entry) =>
          noteStored(index, work.drive, entry, sent.parent),
        );
      case 'downloadFile':
        return await downloadFile(work, job, { documents, extraStreams });
      case 'downloadFolder':
        return await downloadFolder(work, job, { documents, folderClaims });
      case 'refused':
        return { kind: 'done', result: {} };
    }
  } catch (error) {
    const folder = job.kind === 'uploadFile' || job.kind === 'uploadFolder' ? job.parent : null;
    const missing = folder === null ? null : toMissingConsent(work.drive.account, folder, error, 'write');
    if (missing !== null) throw missing;
    if (folder !== null && isAppError(error, 'accessDenied')) access.refused(work.drive, folder);
    if (folder !== null && isAppError(error, 'quotaFull')) throw await withFreeSpace(work, folder, error);
    if (folder !== null && isAppError(error, 'notFound') && (await isGone(work, folder)))
      throw new AppError('folderGone', { subject: work.transfer.name, details: error.details, cause: error });
    const isDownload = job.kind === 'downloadFile' || job.kind === 'downloadFolder';
    throw isDownload ? await toRevokedError(index, work.drive, job.item, error) : error;
  }
}

/** "Not found" is said of the place as well as of the file. */
const isGone = async (work: Work, folder: ItemRef): Promise<boolean> =>
  findById(work, folder)
    .then((found) => found === null)
    .catch(() => false);

/** How much would fit is the first thing that people ask. */
async function withFreeSpace({ drive, signal }: Work, folder: ItemRef, error: AppError): Promise<AppError> {
  const path = `/drives/${encodeSegment(folder.driveId)}?$select=id,driveType,quota`;
  const quota = await drive.graph
    .json({ method: 'GET', path, signal, priority: 'transfer' }, parseDrive)
    .then((facts) => facts.quota)
    .catch(() => null);
  return new AppError('quotaFull', {
    subject: error.subject,
    facts: { ...error.facts, freeBytes: quota?.remainingBytes ?? null },
    details: error.details,
    cause: error,
  });
}

/** The copy here is now what is there. */
async function noteSentBack(
  documents: Documents,
  job: UploadFileJob,
  entry: DriveEntry,
  source: OpenSource,
): Promise<void> {
  if (job.documentId === null) return;
  await documents.noteSaved(job.documentId, {
    item: { driveId: entry.driveId, itemId: entry.itemId },
    parent: entry.parent ?? job.parent,
    name: entry.name,
    version: toVersion(entry),
    local: { sizeBytes: source.sizeBytes, modifiedMs: source.modifiedMs, quickXorHash: await source.hash() },
  });
}
