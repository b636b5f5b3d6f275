import type { ItemRef } from '../../../../contract/records.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import type { Documents } from '../../../documents/documents.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { Index } from '../../../index/index-client.ts';
import type { UploadFileJob } from '../../model/transfer-record.ts';
import { toVersion } from '../remote-file.ts';
import type { OpenSource } from './local-source.ts';

/** Puts a stored item into the index, and so on screen. The response to a write does not include sharing. */
export async function indexStored(
  index: Index,
  drive: AccountDrive,
  entry: DriveEntry,
  parent: ItemRef | null,
): Promise<void> {
  const { accountId } = drive.account;
  const { driveId, itemId } = entry;
  const known = await index.call('find', { accountId, item: { driveId, itemId } });
  const merged =
    known === null
      ? entry
      : { ...entry, sharing: known.sharing, sharedBy: known.sharedBy, owner: known.owner };
  await index.call('put', { accountId, entry: merged, parent });
}

/** After a local copy has been saved back, it is the version that the drive has. */
export async function updateLocalCopy(
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
    local: {
      sizeBytes: source.sizeBytes,
      modifiedMs: source.modifiedMs,
      changedMs: source.changedMs,
      quickXorHash: await source.hash(),
    },
  });
}
