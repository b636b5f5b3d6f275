import type { ItemRef } from '../../../contract/records.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { AppError } from '../../errors.ts';
import { parseWireItem, type DriveEntry, type WireItem } from '../../graph/drive-item.ts';
import { createItems, orNull, toRemoteItem, type RemoteItem } from '../../graph/items.ts';
import type { RemoteVersion } from '../model/transfer-record.ts';
import type { ConflictSide } from '../queue/transfer-context.ts';

export type RemoteFile = RemoteItem;

interface ReadContext {
  drive: AccountDrive;
  signal: AbortSignal;
}

const itemsOf = ({ drive, signal }: ReadContext) => createItems(drive, { priority: 'transfer', signal });

/** @throws AppError notFound, accessDenied … */
export const readFile = (context: ReadContext, item: ItemRef): Promise<RemoteFile> =>
  itemsOf(context).getWithUrl(item);

/** Where the content of a file is: its own permission, and a secret. @throws AppError notSupported for a folder … */
export async function contentUrl(context: ReadContext, remote: RemoteFile): Promise<string> {
  const { name } = remote.entry;
  return itemsOf(context)
    .contentUrl(remote)
    .catch((error: unknown) => {
      throw error instanceof AppError ? error.about(name) : error;
    });
}

/** null where nothing of that name is in the folder, or no such folder is there. */
export const findByName = (context: ReadContext, parent: ItemRef, name: string): Promise<RemoteFile | null> =>
  itemsOf(context).find(parent, name);

/** null when it is gone. */
export const findById = (context: ReadContext, item: ItemRef): Promise<RemoteFile | null> =>
  orNull(readFile(context, item));

/** What the response to a write says of the item; null where it says nothing that can be used. */
export function parseStoredItem(drive: AccountDrive, value: unknown): RemoteFile | null {
  const wire = parseWireItem(value);
  if (wire === undefined) return null;
  try {
    return toRemoteFile(drive, wire);
  } catch {
    return null;
  }
}

/** @throws AppError unexpectedAnswer */
export const toRemoteFile = (drive: AccountDrive, wire: WireItem): RemoteFile => toRemoteItem(drive, wire);

export const toVersion = ({ eTag, cTag, quickXorHash, sizeBytes }: DriveEntry): RemoteVersion => ({
  eTag,
  cTag,
  quickXorHash,
  sizeBytes,
});

/** The header that lets a write replace this version only. The cTag is the better one: it moves with the content alone. */
export function toGuard({ cTag, eTag }: RemoteVersion): Record<string, string> {
  const tag = cTag ?? eTag;
  return tag === null ? {} : { 'if-match': tag };
}

export const toConflictSide = ({ sizeBytes, modifiedAt, modifiedBy }: DriveEntry): ConflictSide => ({
  sizeBytes,
  modifiedAt,
  modifiedBy,
});

/** The existing side of a conflict with a file that has been deleted. */
export const noRemoteFile: ConflictSide = { sizeBytes: null, modifiedAt: null, modifiedBy: null };
