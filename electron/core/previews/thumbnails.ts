import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { itemPath } from '../graph/addressing.ts';

/** A pre-signed URL, so a secret. */
export type ThumbnailUrl = string | null;
export type ThumbnailSize = 'small' | 'large';

/** Graph takes at most 20 requests in one batch. */
const maxBatchParts = 20;

/**
 * The thumbnail URLs of many items, in their order, 20 to a request: one by one, a folder of pictures would use up a
 * minute's budget. Nothing comes of what fails: a row then shows its icon.
 */
export async function findThumbnails(
  drive: AccountDrive,
  items: readonly ItemRef[],
): Promise<ThumbnailUrl[]> {
  const batches: ItemRef[][] = [];
  for (let at = 0; at < items.length; at += maxBatchParts) batches.push(items.slice(at, at + maxBatchParts));
  return (await Promise.all(batches.map((batch) => findBatch(drive, batch)))).flat();
}

/** null where the service makes none. */
export async function findThumbnail(
  drive: AccountDrive,
  item: ItemRef,
  size: ThumbnailSize,
): Promise<ThumbnailUrl> {
  const path = toPath(item, size);
  return drive.graph.json({ method: 'GET', path }, (value) => toUrl(value, size));
}

const toPath = (item: ItemRef, size: ThumbnailSize): string => `${itemPath(item)}/thumbnails?$select=${size}`;

async function findBatch(drive: AccountDrive, batch: readonly ItemRef[]): Promise<ThumbnailUrl[]> {
  const requests = batch.map((item, at) => ({ id: String(at), method: 'GET', url: toPath(item, 'small') }));
  const parts = await drive.graph.json(
    { method: 'POST', path: '/$batch', json: { requests }, priority: 'background', idempotent: true },
    parseParts,
  );
  // Answers come in any order, each with a status of its own.
  const byId = new Map(parts.map(({ id, body }) => [id, body]));
  return batch.map((_item, at) => toUrl(byId.get(String(at)), 'small'));
}

function parseParts(value: unknown): { id: string; body: unknown }[] | undefined {
  const responses = (value as { responses?: unknown } | null)?.responses;
  if (!Array.isArray(responses)) return undefined;
  return responses.flatMap((part: { id?: unknown; status?: unknown; body?: unknown } | null) =>
    typeof part?.id === 'string' && part.status === 200 ? [{ id: part.id, body: part.body }] : [],
  );
}

function toUrl(value: unknown, size: ThumbnailSize): ThumbnailUrl {
  const sets = (value as { value?: Partial<Record<ThumbnailSize, { url?: unknown } | null>>[] } | null)
    ?.value;
  const url = Array.isArray(sets) ? sets[0]?.[size]?.url : undefined;
  return typeof url === 'string' && url !== '' ? url : null;
}
