import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { AccountDrives } from '../../accounts/account-drive.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Log } from '../../ports.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import { discardPart, toPartOf } from './download/download-file.ts';
import { deleteSession } from './upload/session-requests.ts';

interface ReleaseDeps {
  drives: AccountDrives;
  documents: Documents;
  log: Log;
}

/** Fewer are looked for one by one. */
const fewRecords = 8;

/** Deletes partial files and upload sessions of transfers that will not resume. Never rejects. */
export async function releaseTransfers(
  records: readonly TransferRecord[],
  { drives, documents, log }: ReleaseDeps,
): Promise<void> {
  const mayExist = records.length > fewRecords ? createNameLookup() : () => Promise.resolve(true);

  async function release({ transfer, job }: TransferRecord): Promise<void> {
    // Even without `job.part`: a small partial file may exist without being recorded.
    if (job.kind === 'downloadFile' && transfer.state !== 'done') {
      const path = toPartOf(documents, { drive: drives.drive(transfer.accountId), transfer }, job);
      if (await mayExist(path)) await discardPart(documents, path, job);
    }
    if (job.kind !== 'uploadFile' || job.session === null) return;
    const { presigned } = drives.drive(transfer.accountId).graph;
    await deleteSession(presigned, job.session.uploadUrl);
  }

  await Promise.all(
    records.map((record) =>
      release(record).catch((error: unknown) => {
        log.warn('a transfer could not be released', { error: String(error) });
      }),
    ),
  );
}

/** Reads each folder once: of a hundred thousand canceled downloads, most have no file yet. */
function createNameLookup(): (path: string) => Promise<boolean> {
  const folders = new Map<string, Promise<ReadonlySet<string> | null>>();
  return async (path) => {
    const folder = dirname(path);
    const names = folders.get(folder) ?? readNames(folder);
    folders.set(folder, names);
    return (await names)?.has(basename(path)) ?? true;
  };
}

/** null: unknown. */
const readNames = (folder: string): Promise<ReadonlySet<string> | null> =>
  readdir(folder).then(
    (names) => new Set(names),
    (cause: NodeJS.ErrnoException) => (cause.code === 'ENOENT' ? new Set<string>() : null),
  );
