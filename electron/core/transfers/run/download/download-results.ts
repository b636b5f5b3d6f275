import { join } from 'node:path';
import { toFailure } from '../../../../contract/errors.ts';
import type { Transfer } from '../../../../contract/records.ts';
import type { AccountDrives } from '../../../accounts/account-drive.ts';
import type { Documents } from '../../../documents/documents.ts';
import { AppError, isAppError } from '../../../errors.ts';
import type { TransferRecord } from '../../model/transfer-record.ts';
import type { TransferStore } from '../../store/transfer-store.ts';

export interface DownloadResults {
  /** Opens a local copy; a failure is shown on its transfer. */
  open(transfer: Transfer): Promise<void>;
  /** @throws AppError notFound, localFileMissing */
  show(transferId: string): Promise<void>;
}

export interface DownloadResultsDeps {
  store: Pick<TransferStore, 'get' | 'patch'>;
  drives: AccountDrives;
  documents: Documents;
}

export function createDownloadResults({ store, drives, documents }: DownloadResultsDeps): DownloadResults {
  function toOwnFolder({ job, transfer }: TransferRecord): string | null {
    const drive = drives.find(transfer.accountId);
    if (job.kind !== 'downloadFolder' || transfer.state !== 'done' || drive === null) return null;
    return documents.folderFor(drive.account, `${transfer.path}/${transfer.name}`);
  }

  return {
    async open({ transferId, documentId }) {
      if (documentId === null) return;
      try {
        // A kind that can't be opened is shown in its folder: this was agreed to before, or the file was
        // renamed meanwhile.
        await documents.open(documentId).catch((error: unknown) => {
          if (!isAppError(error, 'notOpened')) throw error;
          return documents.show(documentId);
        });
      } catch (error) {
        const failure = error instanceof AppError ? error.toFailure() : toFailure('bug');
        await store.patch(transferId, { failure });
      }
    },
    async show(transferId) {
      const record = store.get(transferId);
      const path = record === undefined ? null : (toChosenPath(record) ?? toOwnFolder(record));
      if (path === null) throw new AppError('notFound');
      await documents.showElsewhere(path);
    },
  };
}

/** The path of a finished download in a chosen folder; null for others. */
export function toChosenPath({ transfer, job }: TransferRecord): string | null {
  const { state, finalName } = transfer;
  if (job.kind !== 'downloadFile' && job.kind !== 'downloadFolder') return null;
  return job.to === null || state !== 'done' || finalName === null ? null : join(job.to, finalName);
}
