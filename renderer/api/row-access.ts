import type { QueryClient } from '@tanstack/react-query';
import type { Output } from '../../electron/contract/api.ts';
import type { Item } from '../../electron/contract/records.ts';
import { keys } from './query-keys.ts';
import { rowsPerChunk, rowsQuery } from './view-queries.ts';

type RowChunk = Output<'view.rows'>;

export async function fetchRow(
  client: QueryClient,
  viewId: string,
  ordinal: number,
): Promise<Item | undefined> {
  const chunk = Math.floor(ordinal / rowsPerChunk);
  const { from, rows } = await client.fetchQuery(rowsQuery(viewId, chunk));
  return rows[ordinal - from];
}

export function cachedRow(client: QueryClient, viewId: string, ordinal: number): Item | undefined {
  const chunk = client.getQueryData<RowChunk>(keys.viewChunk(viewId, Math.floor(ordinal / rowsPerChunk)));
  return chunk?.rows[ordinal - chunk.from];
}

export function cachedItem(client: QueryClient, viewId: string, itemId: string): Item | undefined {
  for (const [, chunk] of client.getQueriesData<RowChunk>({ queryKey: keys.viewRows(viewId) })) {
    const item = chunk?.rows.find((row) => row.itemId === itemId);
    if (item !== undefined) return item;
  }
  return undefined;
}

export async function fetchIds(
  client: QueryClient,
  viewId: string,
  from: number,
  to: number,
): Promise<string[]> {
  const first = Math.floor(from / rowsPerChunk);
  const last = Math.floor(to / rowsPerChunk);
  const chunks = await Promise.all(
    Array.from({ length: last - first + 1 }, (_, at) => client.fetchQuery(rowsQuery(viewId, first + at))),
  );
  return chunks.flatMap((chunk) =>
    chunk.rows.filter((_, at) => chunk.from + at >= from && chunk.from + at <= to).map((item) => item.itemId),
  );
}
