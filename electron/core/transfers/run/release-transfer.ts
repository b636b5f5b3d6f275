import type { AccountDrives } from '../../accounts/account-drive.ts';
import type { Documents } from '../../documents/documents.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import { discardPart } from './download/download-file.ts';
import { deleteSession } from './upload/upload-session.ts';

/** Deletes the upload session and the partial file of a transfer that will not be resumed. */
export async function releaseTransfer(
  { transfer, job }: TransferRecord,
  { drives, documents }: { drives: AccountDrives; documents: Documents },
): Promise<void> {
  // Also without `job.part`: a small part is on the disk without being in the record.
  if (job.kind === 'downloadFile' && transfer.state !== 'done')
    await discardPart(documents, { drive: drives.drive(transfer.accountId), transfer }, job);
  if (job.kind !== 'uploadFile' || job.session === null) return;
  const { presigned } = drives.drive(transfer.accountId).graph;
  await deleteSession(presigned, job.session.uploadUrl);
}
