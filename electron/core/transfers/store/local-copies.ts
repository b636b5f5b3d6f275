import { basename, dirname } from 'node:path';
import type { Transfer } from '../../../contract/records.ts';
import { isEnded, type TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from './transfer-store.ts';
import type { MovedCopy } from '../../documents/documents.ts';

export interface Saves {
  /** The latest listed save of a copy. */
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

/** A downloaded folder, and its new absolute path. */
export interface MovedFolder {
  transferId: string;
  path: string;
}

/** Downloads whose results were moved show the new location. */
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
