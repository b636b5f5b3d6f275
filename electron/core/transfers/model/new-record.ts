import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { ItemRef, Transfer } from '../../../contract/records.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { OfferedSource } from '../../session/tickets.ts';
import { toInstant } from './limits.ts';
import type { DownloadPlace, Job, TransferRecord, UploadFileJob } from './transfer-record.ts';

export interface NewUpload {
  batchId: string;
  accountId: string;
  parent: ItemRef;
  /** "myfiles/Finance" */
  path: string;
  intent: 'upload' | 'save';
  nowMs: number;
}

export const newUploadJob = {
  kind: 'uploadFile',
  target: null,
  conflictTarget: null,
  keepBoth: false,
  sent: null,
  interrupted: false,
  session: null,
  documentId: null,
} as const satisfies Partial<UploadFileJob>;

/** What can't be sent gets a record, too: people see its name and its reason beside those that went. */
export function toUploadRecord(source: OfferedSource, upload: NewUpload): TransferRecord {
  const { parent, intent } = upload;
  if (source.kind === 'refused') {
    const refused = toNewTransfer(upload, 'upload', source.name, null);
    const ended = { state: 'failed', failure: source.failure, endedAt: refused.createdAt } as const;
    return { transfer: { ...refused, ...ended }, job: { kind: 'refused' }, retry: null };
  }
  if (source.kind === 'folder') {
    const job: Job = { kind: 'uploadFolder', path: source.path, parent, intent };
    const folder = { itemCount: null };
    return { transfer: { ...toNewTransfer(upload, 'upload', source.name, 0), folder }, job, retry: null };
  }
  const { path, sizeBytes, modifiedMs } = source;
  const job: Job = { ...newUploadJob, source: { path, sizeBytes, modifiedMs }, parent, intent };
  return { transfer: toNewTransfer(upload, 'upload', source.name, sizeBytes), job, retry: null };
}

export interface NewDownload {
  batchId: string;
  accountId: string;
  /** The folder it is in: "myfiles/Finance". */
  path: string;
  openAfter: boolean;
  /** A folder a person chose; null: the documents folder. */
  to: string | null;
  /** The name a file gets there, where it was chosen, too. */
  place?: DownloadPlace | null;
  nowMs: number;
}

export function toDownloadRecord(
  entry: Pick<DriveEntry, 'driveId' | 'itemId' | 'name' | 'kind' | 'sizeBytes'>,
  download: NewDownload,
): TransferRecord {
  const item = { driveId: entry.driveId, itemId: entry.itemId };
  const job: Job =
    entry.kind === 'folder'
      ? { kind: 'downloadFolder', item, to: download.to }
      : {
          kind: 'downloadFile',
          item,
          openAfter: download.openAfter,
          to: download.to,
          part: null,
          finalizing: null,
          ...(download.place == null ? {} : { place: download.place }),
        };
  const sizeBytes = entry.kind === 'folder' ? 0 : entry.sizeBytes;
  const transfer = toNewTransfer(download, 'download', entry.name, sizeBytes);
  const folder = entry.kind === 'folder' ? { itemCount: null } : null;
  const toFolder = download.to === null ? null : basename(download.to).toWellFormed();
  return { transfer: { ...transfer, item, toFolder, folder }, job, retry: null };
}

/** A transfer that nothing has happened to. */
export function toNewTransfer(
  of: { batchId: string; accountId: string; path: string; nowMs: number },
  kind: Transfer['kind'],
  name: string,
  bytesTotal: number | null,
): Transfer {
  return {
    transferId: randomUUID(),
    batchId: of.batchId,
    accountId: of.accountId,
    kind,
    // A name from the disk need not be Unicode.
    name: name.toWellFormed(),
    path: of.path,
    state: 'queued',
    bytesDone: 0,
    bytesInFlight: 0,
    bytesTotal,
    bytesPerSecond: null,
    createdAt: toInstant(of.nowMs),
    endedAt: null,
    waitUntil: null,
    waitReason: null,
    restartReason: null,
    uploadExpiresAt: null,
    carried: null,
    outcome: null,
    finalName: null,
    verified: null,
    failure: null,
    conflict: null,
    documentId: null,
    toFolder: null,
    item: null,
    folder: null,
    toPath: null,
    percent: null,
    isQuiet: false,
    undoOf: null,
  };
}
