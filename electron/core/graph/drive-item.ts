import type { Drive, DriveItem, IdentitySet, Quota as GraphQuota } from '@microsoft/microsoft-graph-types';
import type { Item, ItemRef, Quota } from '../../contract/records.ts';
import { toDriveKey } from './addressing.ts';
import { mayHaveThumbnail, toPreviewKind } from './file-types.ts';

/** Omitted fields are null. */
export interface DriveEntry extends Item {
  /** Differs from (driveId, itemId) only for a shortcut to a shared folder. */
  own: ItemRef;
  parent: ItemRef | null;
  eTag: string | null;
  cTag: string | null;
  mimeType: string | null;
  quickXorHash: string | null;
  owner: string | null;
}

export const entryFields =
  'id,name,size,eTag,cTag,lastModifiedDateTime,lastModifiedBy,parentReference,fileSystemInfo,' +
  'file,folder,package,bundle,root,deleted,remoteItem,shared,image,video,malware';

/** Only the id is certain to be there. */
export type WireItem = Partial<DriveItem> & { id: string };

export function parseWireItem(value: unknown): WireItem | undefined {
  const item = value as WireItem | null;
  return typeof item === 'object' && item !== null && typeof item.id === 'string' && item.id !== ''
    ? item
    : undefined;
}

export interface WireListing {
  items: WireItem[];
  nextLink: string | null;
}

/** `value` may be empty even when there is a next link. */
export function parseWireListing(value: unknown): WireListing | undefined {
  const body = value as { value?: unknown; '@odata.nextLink'?: unknown } | null;
  if (typeof body !== 'object' || body === null || !Array.isArray(body.value)) return undefined;
  const items = body.value.map(parseWireItem).filter((item) => item !== undefined);
  return { items, nextLink: text(body['@odata.nextLink']) };
}

/** No service issues ids this long; rejecting one keeps the rest of the listing readable. */
const maxIdChars = 512;

/** null for items that can't be shown. `listedDriveId`: the drive of items that don't name theirs. */
export function toEntry(wire: WireItem, myDriveId: string, listedDriveId = myDriveId): DriveEntry | null {
  const remote = wire.remoteItem ?? null;
  const facets = remote === null ? wire : { ...remote, ...withoutNulls(wire) };
  const own = { driveId: text(wire.parentReference?.driveId) ?? listedDriveId, itemId: wire.id };
  const target = remote === null ? own : toRemoteRef(remote, own);
  const name = text(wire.name) ?? text(remote?.name);
  if (name === null || wire.deleted) return null;
  const ids = [own.driveId, own.itemId, target.driveId, target.itemId];
  if (ids.some((id) => id.length > maxIdChars)) return null;
  const kind = facets.folder
    ? 'folder'
    : facets.package || (wire.bundle && !facets.file)
      ? 'package'
      : 'file';
  const mine = toDriveKey(target.driveId) === toDriveKey(myDriveId);
  const shared = facets.shared ?? null;
  const mimeType = text(facets.file?.mimeType);
  return {
    ...target,
    own,
    parent: toParent(wire, own),
    name,
    kind,
    sizeBytes: kind === 'folder' ? null : count(facets.size),
    childCount: kind === 'folder' ? count(facets.folder?.childCount) : null,
    modifiedAt: instant(facets.fileSystemInfo?.lastModifiedDateTime) ?? instant(facets.lastModifiedDateTime),
    modifiedBy: toPerson(facets.lastModifiedBy),
    sharing: mine ? (shared === null ? 'none' : 'byMe') : 'withMe',
    sharedBy: mine ? null : (toPerson(shared?.sharedBy) ?? toPerson(shared?.owner)),
    owner: mine
      ? null
      : (toPerson(shared?.owner) ?? toPerson(shared?.sharedBy) ?? toPerson(facets.createdBy)),
    hasThumbnail: kind === 'file' && mayHaveThumbnail(name),
    preview: kind === 'file' ? toPreviewKind(name, mimeType) : 'none',
    problem: wire.malware ? 'malware' : null,
    eTag: text(wire.eTag),
    cTag: text(wire.cTag),
    mimeType,
    quickXorHash: text(facets.file?.hashes?.quickXorHash),
  };
}

export function toItem(entry: DriveEntry): Item {
  const { own: _own, parent: _parent, eTag: _eTag, cTag: _cTag, ...rest } = entry;
  const { mimeType: _mimeType, quickXorHash: _hash, owner: _owner, ...item } = rest;
  return { ...item, name: toShownName(item.name) };
}

/** The service allows 255 characters; an overlong name must not make the whole listing fail. */
const maxShownChars = 1024;

function toShownName(name: string): string {
  return name.length <= maxShownChars ? name : `${name.slice(0, maxShownChars - 1).toWellFormed()}…`;
}

/** Content lives at the remote address; the stub's own id only moves or removes the shortcut. */
function toRemoteRef(remote: NonNullable<WireItem['remoteItem']>, own: ItemRef): ItemRef {
  const driveId = text(remote.parentReference?.driveId);
  const itemId = text(remote.id);
  return driveId !== null && itemId !== null ? { driveId, itemId } : own;
}

/** Absent on the root, and on items shared without their folder. */
function toParent(wire: WireItem, { driveId }: ItemRef): ItemRef | null {
  const itemId = text(wire.parentReference?.id);
  return wire.root || itemId === null ? null : { driveId, itemId };
}

function withoutNulls(wire: WireItem): Partial<WireItem> {
  return Object.fromEntries(
    Object.entries(wire).filter(([, value]) => value !== null && value !== undefined),
  );
}

export function toPerson(identities: IdentitySet | null | undefined): string | null {
  return text(identities?.user?.displayName) ?? text(identities?.application?.displayName);
}

export const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

export const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** How the service says "no date". */
const noDate = /^0001-01-01T/;

export const instant = (value: unknown): string | null => {
  const moment = typeof value === 'string' && !noDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
};

export interface DriveFacts {
  driveId: string;
  driveType: 'personal' | 'business' | 'documentLibrary';
  quota: Quota;
}

export function parseDrive(value: unknown): DriveFacts | undefined {
  const drive = value as Partial<Drive> | null;
  const driveId = text(drive?.id);
  if (driveId === null) return undefined;
  const driveType = drive?.driveType;
  return {
    driveId,
    driveType: driveType === 'business' || driveType === 'documentLibrary' ? driveType : 'personal',
    quota: toQuota(drive?.quota ?? null),
  };
}

/** Work drives may omit any member: unknown is not zero. */
function toQuota(quota: GraphQuota | null): Quota {
  const state = quota?.state;
  const known = ['normal', 'nearing', 'critical', 'exceeded'] as const;
  return {
    usedBytes: count(quota?.used),
    totalBytes: count(quota?.total),
    remainingBytes: count(quota?.remaining),
    deletedBytes: count(quota?.deleted),
    state: known.find((name) => name === state) ?? 'unknown',
  };
}

/** id and sign-in name. */
export function parseUser(
  value: unknown,
): { userId: string; displayName: string; address: string } | undefined {
  const user = value as { id?: unknown; displayName?: unknown; userPrincipalName?: unknown } | null;
  const userId = text(user?.id);
  if (userId === null) return undefined;
  const address = text(user?.userPrincipalName) ?? parsePerson(value)?.address ?? '';
  return { userId, displayName: text(user?.displayName) ?? address, address };
}

export function parsePerson(value: unknown): { displayName: string; address: string } | undefined {
  const person = value as { displayName?: unknown; userPrincipalName?: unknown; mail?: unknown } | null;
  if (typeof person !== 'object' || person === null) return undefined;
  const address = text(person.mail) ?? text(person.userPrincipalName) ?? '';
  return { displayName: text(person.displayName) ?? address, address };
}
