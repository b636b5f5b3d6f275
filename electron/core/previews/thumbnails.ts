import type { ItemRef, PictureSize } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { itemPath } from '../graph/addressing.ts';
import { connectionErrors, type SubRequest, type SubResult } from '../graph/json-batch.ts';
import { createItems } from '../graph/items.ts';

/** A pre-signed URL, so a secret; null if the service has none. */
export type ThumbnailUrl = string | null;

/**
 * Individual requests would use up a minute's budget. @throws AppError if the service is unreachable, so that
 * the caller asks again; `cancelled` when aborted
 */
export async function findThumbnails(
  drive: AccountDrive,
  items: readonly ItemRef[],
  { size, signal }: { size: PictureSize; signal: AbortSignal },
): Promise<ThumbnailUrl[]> {
  const parts = items.map((item): SubRequest => ({
    method: 'GET',
    path: toPath(item, size),
    subject: null,
  }));
  const results = await Promise.all(createItems(drive, { priority: 'background', signal }).batch(parts));
  for (const { error } of results.filter((result) => !result.ok)) {
    if (error.code === 'cancelled') throw error;
    if (connectionErrors.has(error.code) && results.every(({ ok }) => !ok)) throw error;
  }
  return results.map((result: SubResult) => (result.ok ? toUrl(result.body, size) : null));
}

export async function findThumbnail(
  drive: AccountDrive,
  item: ItemRef,
  size: PictureSize,
): Promise<ThumbnailUrl> {
  const path = toPath(item, size);
  return drive.graph.json({ method: 'GET', path }, (value) => toUrl(value, size));
}

const toPath = (item: ItemRef, size: PictureSize): string => `${itemPath(item)}/thumbnails?$select=${size}`;

function toUrl(value: unknown, size: PictureSize): ThumbnailUrl {
  const sets = (value as { value?: Partial<Record<PictureSize, { url?: unknown } | null>>[] } | null)?.value;
  const url = Array.isArray(sets) ? sets[0]?.[size]?.url : undefined;
  return typeof url === 'string' && url !== '' ? url : null;
}
