import { findById, findByName, toVersion, type RemoteFile } from '../remote-file.ts';
import { retrySchedules } from '../../../graph/retry-policy.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { verifyUpload } from '../verify.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import type { OpenSource } from './local-source.ts';
import type { Destination } from './upload-target.ts';
import type { ItemRef } from '../../../../contract/records.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import type { Documents } from '../../../documents/documents.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { Index } from '../../../index/index-client.ts';
import type { RowWriter } from '../../../index/row-writer.ts';
import type { UploadFileJob } from '../../model/transfer-record.ts';

export interface Confirmed {
  remote: RemoteFile;
  verified: boolean | null | 'damaged';
}

/**
 * The item is read again, as a response may briefly report another size or hash. null: someone has replaced
 * it since.
 */
export async function confirmStored(
  context: TransferContext,
  to: Destination | null,
  answered: RemoteFile,
  source: OpenSource,
): Promise<Confirmed> {
  const sent = { hash: await source.hash(), sizeBytes: source.sizeBytes };
  const judge = (remote: RemoteFile) => verifyUpload(remote.entry, sent, remote.driveType);
  let latest: Confirmed = { remote: answered, verified: judge(answered) };
  for (const waitMs of retrySchedules.justStored) {
    if (latest.verified !== 'damaged') return latest;
    const found = await readBack(context, to, answered);
    if (found !== null) latest = { remote: found, verified: judge(found) };
    if (latest.verified === 'damaged') await context.clock.sleep(waitMs, context.signal);
  }
  const isReplaced =
    latest.remote !== answered && !isSameContent(toVersion(answered.entry), toVersion(latest.remote.entry));
  return latest.verified === 'damaged' && isReplaced ? { ...latest, verified: null } : latest;
}

/** null while it is invisible or still the replaced version. */
async function readBack(
  context: TransferContext,
  to: Destination | null,
  { entry }: RemoteFile,
): Promise<RemoteFile | null> {
  const byId = await findById(context, to?.mode === 'update' ? to.item : entry);
  const found = byId ?? (to?.mode === 'create' ? await findByName(context, to.parent, to.name) : null);
  if (found === null || to?.mode !== 'update') return found;
  return isSameContent(to.version, toVersion(found.entry)) ? null : found;
}

/** The response to a write does not include sharing. */
export async function indexStored(
  { index, rows }: { index: Index; rows: RowWriter },
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
  await rows.write(accountId, { entry: merged, parent });
}

export async function updateLocalCopy(
  documents: Documents,
  { job, transfer }: { job: UploadFileJob; transfer: Transfer },
  entry: DriveEntry,
  source: OpenSource,
): Promise<void> {
  if (job.documentId === null) return;
  await documents.noteSaved(job.documentId, {
    // A file that existed may have been moved meanwhile.
    ...(job.target === null ? { from: transfer.path } : {}),
    item: { driveId: entry.driveId, itemId: entry.itemId },
    parent: entry.parent ?? job.parent,
    name: entry.name,
    version: toVersion(entry),
    local: {
      sizeBytes: source.sizeBytes,
      modifiedMs: source.modifiedMs,
      changedMs: source.changedMs,
      lookedMs: source.openedMs,
      quickXorHash: await source.hash(),
    },
  });
}
