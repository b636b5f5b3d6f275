import type { ItemRef } from '../../../contract/records.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { AppError, isAppError } from '../../errors.ts';
import { itemPath, pathBelow, toDriveKey } from '../../graph/addressing.ts';
import {
  entryFields,
  parseWireItem,
  toEntry,
  type DriveEntry,
  type WireItem,
} from '../../graph/drive-item.ts';
import type { RemoteVersion } from '../model/transfer-record.ts';
import type { ConflictSide } from '../queue/transfer-context.ts';

export type DriveType = 'personal' | 'business' | 'documentLibrary';

/** An item as the service describes it now. */
export interface RemoteFile {
  entry: DriveEntry;
  /** Of the drive it lies in, which need not be mine. */
  driveType: DriveType;
  /** Its own permission, and a secret. Short-lived, so it is asked for right before use. null where there is none. */
  downloadUrl: string | null;
}

const fileFields = `${entryFields},@microsoft.graph.downloadUrl`;

interface Reading {
  drive: AccountDrive;
  signal: AbortSignal;
}

/** @throws AppError notFound, accessDenied … */
export async function readFile({ drive, signal }: Reading, item: ItemRef): Promise<RemoteFile> {
  const path = `${itemPath(item)}?$select=${fileFields}`;
  return toRemoteFile(
    drive,
    await drive.graph.json({ method: 'GET', path, signal, priority: 'transfer' }, parseWireItem),
  );
}

/** null where nothing of that name is in the folder, or no such folder is there. */
export async function findByName(
  { drive, signal }: Reading,
  parent: ItemRef,
  name: string,
): Promise<RemoteFile | null> {
  const path = `${pathBelow(parent, [name])}?$select=${entryFields}`;
  try {
    return toRemoteFile(
      drive,
      await drive.graph.json({ method: 'GET', path, signal, priority: 'transfer' }, parseWireItem),
    );
  } catch (error) {
    if (isAppError(error, 'notFound')) return null;
    throw error;
  }
}

/** null when it is gone. */
export async function findById(reading: Reading, item: ItemRef): Promise<RemoteFile | null> {
  try {
    return await readFile(reading, item);
  } catch (error) {
    if (isAppError(error, 'notFound')) return null;
    throw error;
  }
}

/** @throws AppError unexpectedAnswer */
export function toRemoteFile(drive: AccountDrive, wire: WireItem): RemoteFile {
  const entry = toEntry(wire, drive.account.driveId);
  if (entry === null) throw new AppError('unexpectedAnswer');
  const url = (wire as { '@microsoft.graph.downloadUrl'?: unknown })['@microsoft.graph.downloadUrl'];
  return {
    entry,
    driveType: toDriveType(drive, wire),
    downloadUrl: typeof url === 'string' && url !== '' ? url : null,
  };
}

/** Of someone else's drive only the item itself may tell; a work drive is the one to be careful with. */
function toDriveType({ account }: AccountDrive, wire: WireItem): DriveType {
  const told = wire.parentReference?.driveType;
  if (told === 'personal' || told === 'business' || told === 'documentLibrary') return told;
  const driveId = wire.parentReference?.driveId ?? account.driveId;
  return toDriveKey(driveId) === toDriveKey(account.driveId) ? account.driveType : 'business';
}

export const toVersion = ({ eTag, cTag, quickXorHash, sizeBytes }: DriveEntry): RemoteVersion => ({
  eTag,
  cTag,
  quickXorHash,
  sizeBytes,
});

/**
 * Whether the content is still the same. The cTag decides: it changes with the content only, while the eTag changes
 * with a rename or a share, too, and sometimes once more after an upload. Without cTags the hash decides, then the eTag.
 */
export function isSameContent(known: RemoteVersion, now: RemoteVersion): boolean {
  if (known.eTag !== null && known.eTag === now.eTag) return true;
  if (known.cTag !== null && now.cTag !== null && known.cTag !== now.cTag) return false;
  if (known.quickXorHash !== null && now.quickXorHash !== null)
    return known.quickXorHash === now.quickXorHash;
  return known.cTag !== null && known.cTag === now.cTag;
}

export const toConflictSide = ({ sizeBytes, modifiedAt, modifiedBy }: DriveEntry): ConflictSide => ({
  sizeBytes,
  modifiedAt,
  modifiedBy,
});

/** The existing side of a conflict with something that is there no more. */
export const nothingThere: ConflictSide = { sizeBytes: null, modifiedAt: null, modifiedBy: null };
