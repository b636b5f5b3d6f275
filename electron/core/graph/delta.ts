import type { ItemRef } from '../../contract/records.ts';
import { encodeSegment, itemPath } from './addressing.ts';
import { entryFields, parseWireItem, toEntry, type DriveEntry, type WireItem } from './drive-item.ts';

/** One item of a delta. `entry` is null if the item was deleted or can't be shown. */
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

/** The delta of a whole drive, or of a folder (personal drives only). */
export function toDeltaPath(root: ItemRef, isWholeDrive: boolean, top: number): string {
  const at = isWholeDrive ? `/drives/${encodeSegment(root.driveId)}/root` : itemPath(root);
  return `${at}/delta?$top=${top}&$select=${entryFields}`;
}

/** Parses one response of the delta of that drive; undefined if it is malformed. */
export function parseDeltaText(text: string, driveId: string): DeltaResponse | undefined {
  try {
    return parseDelta(JSON.parse(text), driveId);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parseDelta(value: unknown, driveId: string): DeltaResponse | undefined {
  const body = value as { value?: unknown } | null;
  if (typeof body !== 'object' || body === null || !Array.isArray(body.value)) return undefined;
  const links = body as { '@odata.nextLink'?: unknown; '@odata.deltaLink'?: unknown };
  const nextLink = toText(links['@odata.nextLink']);
  const deltaLink = nextLink === null ? toText(links['@odata.deltaLink']) : null;
  if (nextLink === null && deltaLink === null) return undefined;
  const items = body.value.map(parseWireItem).filter((item) => item !== undefined);
  return { items: items.map((item) => toDeltaItem(item, driveId)), nextLink, deltaLink };
}

/** Used when the response omits the name. */
const noName = '?';

function toDeltaItem(wire: WireItem, driveId: string): DeltaItem {
  const own = { driveId: toText(wire.parentReference?.driveId) ?? driveId, itemId: wire.id };
  const name = toText(wire.name) ?? toText(wire.remoteItem?.name);
  const isDeleted = wire.deleted != null;
  const entry = isDeleted ? null : toEntry(name === null ? { ...wire, name: noName } : wire, driveId);
  return { own, isDeleted, hasName: name !== null, entry };
}

const toText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
