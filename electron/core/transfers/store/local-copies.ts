import { basename, dirname, join } from 'node:path';
import { toFailure } from '../../../contract/errors.ts';
import type { Transfer } from '../../../contract/transfers.ts';
import type { AccountDrives } from '../../accounts/account-drive.ts';
import type { Documents, MovedCopy } from '../../documents/documents.ts';
import { AppError, isAppError } from '../../errors.ts';
import { isEnded, type TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from './transfer-store.ts';

export interface Saves {
  latest(documentId: string): TransferRecord | null;
  unfinished(documentId: string): Transfer | null;
}

const documentIdOf = (record: TransferRecord | null): string | null =>
  record?.job.kind === 'uploadFile' ? record.job.documentId : null;

export function createSaves(
  store: Pick<TransferStore, 'get' | 'listen'>,
  changed: (documentId: string, transfer: Transfer) => void,
): Saves {
  const latest = new Map<string, string>();
  store.listen({
    changed(before, after, isRestore) {
      const documentId = documentIdOf(after ?? before);
      if (documentId === null) return;
      if (after === null) {
        if (latest.get(documentId) === before?.transfer.transferId) latest.delete(documentId);
        return;
      }
      latest.set(documentId, after.transfer.transferId);
      if (!isRestore && before?.transfer.state !== after.transfer.state) changed(documentId, after.transfer);
    },
  });

  const find = (documentId: string): TransferRecord | null => store.get(latest.get(documentId) ?? '') ?? null;
  return {
    latest: find,
    unfinished(documentId) {
      const record = find(documentId);
      return record === null || isEnded(record) ? null : record.transfer;
    },
  };
}

export interface MovedFolder {
  transferId: string;
  path: string;
}

export async function noteMovedCopies(
  store: TransferStore,
  copies: readonly MovedCopy[],
  folder: MovedFolder | null,
): Promise<void> {
  const paths = new Map(copies.map(({ documentId, path }) => [documentId, path]));
  const pathOf = ({ transfer }: TransferRecord): string | undefined =>
    transfer.transferId === folder?.transferId ? folder.path : paths.get(transfer.documentId ?? '');
  const ids: string[] = [];
  for (const record of store.all())
    if (record.transfer.kind === 'download' && pathOf(record) !== undefined)
      ids.push(record.transfer.transferId);
  await store.updateMany(ids, (record) => toMoved(record, pathOf(record)));
}

function toMoved(record: TransferRecord, path: string | undefined): TransferRecord {
  const { job, transfer } = record;
  if (path === undefined || (job.kind !== 'downloadFile' && job.kind !== 'downloadFolder')) return record;
  const to = dirname(path);
  return {
    ...record,
    job: { ...job, to },
    transfer: {
      ...transfer,
      documentId: null,
      finalName: basename(path),
      toFolder: basename(to).toWellFormed(),
    },
  };
}

export interface DownloadResults {
  /** A failure is shown on its transfer. */
  open(transfer: Transfer): Promise<void>;
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
        // Shown in its folder instead: this was agreed to before, or the file was renamed meanwhile.
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

/** null unless it is a finished download in a chosen folder. */
export function toChosenPath({ transfer, job }: TransferRecord): string | null {
  const { state, finalName } = transfer;
  if (job.kind !== 'downloadFile' && job.kind !== 'downloadFolder') return null;
  return job.to === null || state !== 'done' || finalName === null ? null : join(job.to, finalName);
}
