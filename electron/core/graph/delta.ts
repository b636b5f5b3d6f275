import type { ItemRef } from '../../contract/records.ts';
import { encodeSegment, itemPath } from './addressing.ts';
import { entryFields, parseWireItem, toEntry, type DriveEntry, type WireItem } from './drive-item.ts';

export interface DeltaItem {
  own: ItemRef;
  isDeleted: boolean;
  /** false: `entry.name` is a placeholder; keep the known name. */
  hasName: boolean;
  entry: DriveEntry | null;
}

/** Exactly one of the links is set. */
export interface DeltaResponse {
  items: DeltaItem[];
  nextLink: string | null;
  deltaLink: string | null;
}

/** A folder has a delta on personal drives only. */
export function toDeltaPath(root: ItemRef, isWholeDrive: boolean, top: number): string {
  const at = isWholeDrive ? `/drives/${encodeSegment(root.driveId)}/root` : itemPath(root);
  return `${at}/delta?$top=${top}&$select=${entryFields}`;
}

export interface DeltaOwner {
  driveId: string;
  ownDriveId: string;
}

/** undefined if it is malformed. */
export function parseDeltaBytes(bytes: Uint8Array, owner: DeltaOwner): DeltaResponse | undefined {
  try {
    return parseDelta(JSON.parse(new TextDecoder().decode(bytes)), owner);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parseDelta(value: unknown, owner: DeltaOwner): DeltaResponse | undefined {
  const body = value as { value?: unknown } | null;
  if (typeof body !== 'object' || body === null || !Array.isArray(body.value)) return undefined;
  const links = body as { '@odata.nextLink'?: unknown; '@odata.deltaLink'?: unknown };
  const nextLink = toText(links['@odata.nextLink']);
  const deltaLink = nextLink === null ? toText(links['@odata.deltaLink']) : null;
  if (nextLink === null && deltaLink === null) return undefined;
  const items = body.value.map(parseWireItem).filter((item) => item !== undefined);
  return { items: items.map((item) => toDeltaItem(item, owner)), nextLink, deltaLink };
}

const noName = '?';

function toDeltaItem(wire: WireItem, { driveId, ownDriveId }: DeltaOwner): DeltaItem {
  const own = { driveId: toText(wire.parentReference?.driveId) ?? driveId, itemId: wire.id };
  const name = toText(wire.name) ?? toText(wire.remoteItem?.name);
  const isDeleted = wire.deleted != null;
  const entry = isDeleted
    ? null
    : toEntry(name === null ? { ...wire, name: noName } : wire, ownDriveId, driveId);
  return { own, isDeleted, hasName: name !== null, entry };
}

const toText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
