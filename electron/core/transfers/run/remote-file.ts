import type { ItemRef } from '../../../contract/records.ts';
import type { ReplacedVersion, Transfer } from '../../../contract/transfers.ts';
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

/** A secret: the URL grants access by itself. @throws AppError notSupported for a folder … */
export async function contentUrl(context: ReadContext, remote: RemoteFile): Promise<string> {
  const { name } = remote.entry;
  return itemsOf(context)
    .contentUrl(remote)
    .catch((error: unknown) => {
      throw error instanceof AppError ? error.about(name) : error;
    });
}

/** null if the name or the folder does not exist. */
export const findByName = (context: ReadContext, parent: ItemRef, name: string): Promise<RemoteFile | null> =>
  itemsOf(context).find(parent, name);

/** null if it is gone. */
export const findById = (context: ReadContext, item: ItemRef): Promise<RemoteFile | null> =>
  orNull(readFile(context, item));

/** null if the response is unusable. */
export function parseStoredItem(drive: AccountDrive, value: unknown, driveId: string): RemoteFile | null {
  const wire = parseWireItem(value);
  if (wire === undefined) return null;
  try {
    return toRemoteFile(drive, wire, driveId);
  } catch {
    return null;
  }
}

/** @throws AppError unexpectedAnswer */
export const toRemoteFile = (drive: AccountDrive, wire: WireItem, driveId: string): RemoteFile =>
  toRemoteItem(drive, wire, driveId);

export const toVersion = ({
  eTag,
  cTag,
  quickXorHash,
  sizeBytes,
  modifiedAt,
}: DriveEntry): RemoteVersion => ({
  eTag,
  cTag,
  quickXorHash,
  sizeBytes,
  modifiedAt,
});

export const toReplaced = (
  { modifiedAt = null, eTag }: RemoteVersion,
  now: Pick<DriveEntry, 'modifiedAt' | 'eTag'>,
): ReplacedVersion => ({
  before: { modifiedAt, eTag },
  after: { modifiedAt: now.modifiedAt, eTag: now.eTag },
});

/** Limits a write to this version. Prefers the cTag, which changes only with the content. */
export function toGuard({ cTag, eTag }: RemoteVersion): Record<string, string> {
  const tag = cTag ?? eTag;
  return tag === null ? {} : { 'if-match': tag };
}

export const toConflictSide = ({ sizeBytes, modifiedAt, modifiedBy }: DriveEntry): ConflictSide => ({
  sizeBytes,
  modifiedAt,
  modifiedBy,
});

/** The existing side of a conflict with a deleted file. */
export const noRemoteFile: ConflictSide = { sizeBytes: null, modifiedAt: null, modifiedBy: null };

/** The upload was to replace a file that no longer exists. */
export const isGoneThere = ({ conflict }: Pick<Transfer, 'conflict'>): boolean =>
  conflict !== null && conflict.existing.sizeBytes === null && conflict.existing.modifiedAt === null;
