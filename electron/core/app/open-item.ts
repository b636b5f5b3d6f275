import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { entryFields, parseWireItem, toEntry, type DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { toRevokedError } from '../sharing/revoked.ts';
import { isSameContent, toVersion } from '../transfers/run/remote-file.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { Documents } from '../documents/documents.ts';

export interface OpenItemDeps {
  index: Index;
  drives: AccountDrives;
  documents: Documents;
  transfers: Transfers;
  /** "myfiles/Finance" for the folder of an item. */
  pathOf: (drive: AccountDrive, folder: ItemRef | null) => Promise<string>;
}

/**
 * Opens a file of the drive: the copy here where it is still the newest or was edited here (then it is the person's own
 * work and is opened as it is), else a fresh one. The transfer that fetches it, or null.
 */
export async function openItem(deps: OpenItemDeps, accountId: string, item: ItemRef): Promise<string | null> {
  const { index, drives, documents, transfers, pathOf } = deps;
  const drive = drives.drive(accountId);
  const copy = await documents.find(accountId, item);
  if (copy?.state === 'changed') {
    await documents.open(copy.record.documentId);
    return null;
  }
  const entry = await readNow(drive, item).catch(async (error: unknown) => {
    // Without a network the copy here is the best there is.
    if (copy?.state === 'present' && isAppError(error, 'offline', 'throttled', 'serviceUnavailable'))
      return null;
    throw await toRevokedError(index, drive, item, error);
  });
  if (copy?.state === 'present' && (entry === null || isSameContent(copy.record.version, toVersion(entry)))) {
    await documents.open(copy.record.documentId);
    return null;
  }
  if (entry === null) throw new AppError('notFound');
  refuse(entry);
  return transfers.fetchToOpen(accountId, await pathOf(drive, entry.parent), entry);
}

async function readNow(drive: AccountDrive, item: ItemRef): Promise<DriveEntry | null> {
  const path = `${itemPath(item)}?$select=${entryFields}`;
  return toEntry(await drive.graph.json({ method: 'GET', path }, parseWireItem), drive.account.driveId);
}

function refuse(entry: DriveEntry): void {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: entry.name });
  if (entry.problem === 'malware') throw new AppError('malware', { subject: entry.name });
  if (entry.kind === 'folder') throw new AppError('notSupported', { subject: entry.name });
}
