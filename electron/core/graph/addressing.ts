import type { ItemRef } from '../../contract/records.ts';

/**
 * Paths of requests. Every segment is encoded by itself, since `#` and `%` are legal in names and a slash inside
 * an id must not become a separator. By id wherever there is one; by path only to find something.
 */
export const encodeSegment = (segment: string): string => encodeURIComponent(segment);

export const encodePath = (segments: readonly string[]): string => segments.map(encodeSegment).join('/');

export const itemPath = ({ driveId, itemId }: ItemRef): string =>
  `/drives/${encodeSegment(driveId)}/items/${encodeSegment(itemId)}`;

/** What lies under a folder, named by its path from there: `/drives/D/items/I:/Finance/Invoices:`. */
export function pathBelow(folder: ItemRef, segments: readonly string[]): string {
  return segments.length === 0 ? itemPath(folder) : `${itemPath(folder)}:/${encodePath(segments)}:`;
}

/**
 * Drive ids for comparing, never for requests. Personal drive ids come back in several spellings: upper or lower
 * case, and with 15 hex digits where a leading zero was dropped. Item ids are case-sensitive and stay as they are.
 */
export function toDriveKey(driveId: string): string {
  const key = driveId.toLowerCase();
  return /^[0-9a-f]{15}$/.test(key) ? `0${key}` : key;
}

export const toItemKey = ({ driveId, itemId }: ItemRef): string => `${toDriveKey(driveId)} ${itemId}`;

export const sameItem = (a: ItemRef, b: ItemRef): boolean =>
  a.itemId === b.itemId && toDriveKey(a.driveId) === toDriveKey(b.driveId);
