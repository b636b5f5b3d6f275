import { basename, dirname } from 'node:path';
import type { MovedCopy } from '../../documents/documents.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from './transfer-store.ts';

/** A folder that one transfer fetched, and where it lies now: absolute. */
export interface MovedFolder {
  transferId: string;
  path: string;
}

/** Downloads whose results were moved are shown where those are now. */
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
