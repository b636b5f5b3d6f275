import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { itemPath } from '../graph/addressing.ts';
import { connectionErrors, type BatchPart, type PartResult } from '../graph/batch.ts';
import { createItems } from '../graph/items.ts';

/** A pre-signed URL, so a secret; null where the service makes none. */
export type ThumbnailUrl = string | null;
export type ThumbnailSize = 'small' | 'large';

/**
 * The thumbnail URLs of many items, in their order, batched: one by one, a folder of pictures would use up a minute's
 * budget. An item whose part fails has none, and its row shows its icon.
 *
 * @throws AppError where the service could not be reached at all, so that the caller asks again
 */
export async function findThumbnails(
  drive: AccountDrive,
  items: readonly ItemRef[],
): Promise<ThumbnailUrl[]> {
  const parts = items.map((item): BatchPart => ({
    method: 'GET',
    path: toPath(item, 'small'),
    subject: null,
  }));
  const results = await Promise.all(createItems(drive, { priority: 'background' }).batch(parts));
  for (const { error } of results.filter((result) => !result.ok)) {
    if (connectionErrors.has(error.code) && results.every(({ ok }) => !ok)) throw error;
  }
  return results.map((result: PartResult) => (result.ok ? toUrl(result.body, 'small') : null));
}

export async function findThumbnail(
  drive: AccountDrive,
  item: ItemRef,
  size: ThumbnailSize,
): Promise<ThumbnailUrl> {
  const path = toPath(item, size);
  return drive.graph.json({ method: 'GET', path }, (value) => toUrl(value, size));
}

const toPath = (item: ItemRef, size: ThumbnailSize): string => `${itemPath(item)}/thumbnails?$select=${size}`;

function toUrl(value: unknown, size: ThumbnailSize): ThumbnailUrl {
  const sets = (value as { value?: Partial<Record<ThumbnailSize, { url?: unknown } | null>>[] } | null)
    ?.value;
  const url = Array.isArray(sets) ? sets[0]?.[size]?.url : undefined;
  return typeof url === 'string' && url !== '' ? url : null;
}
