import type { ItemRef } from '../../contract/records.ts';

/** `#` and `%` are legal in names, and a slash inside an id must not become a separator. */
export const encodeSegment = (segment: string): string => encodeURIComponent(segment);

export const encodePath = (segments: readonly string[]): string => segments.map(encodeSegment).join('/');

export const itemPath = ({ driveId, itemId }: ItemRef): string =>
  `/drives/${encodeSegment(driveId)}/items/${encodeSegment(itemId)}`;

/** `/drives/D/items/I:/Finance/Invoices:` */
export function pathBelow(folder: ItemRef, segments: readonly string[]): string {
  return segments.length === 0 ? itemPath(folder) : `${itemPath(folder)}:/${encodePath(segments)}:`;
}

/** By parent and name. null: the parent is unknown, or no URL may contain the name. */
export function itemPathByName({ parent, name }: { parent: ItemRef | null; name: string }): string | null {
  return parent === null || /\p{Cc}/u.test(name) ? null : pathBelow(parent, [name]);
}

/**
 * For comparison, never for requests. Personal drive ids vary in case, and lose a leading zero. Item ids are
 * case-sensitive.
 */
export function toDriveKey(driveId: string): string {
  const key = driveId.toLowerCase();
  return /^[0-9a-f]{15}$/.test(key) ? `0${key}` : key;
}

export const toItemKey = ({ driveId, itemId }: ItemRef): string => `${toDriveKey(driveId)} ${itemId}`;

/** Of an item as one account sees it. */
export const toAccountItemKey = (accountId: string, item: ItemRef): string =>
  `${accountId} ${toItemKey(item)}`;

export const sameItem = (a: ItemRef, b: ItemRef): boolean =>
  a.itemId === b.itemId && toDriveKey(a.driveId) === toDriveKey(b.driveId);
