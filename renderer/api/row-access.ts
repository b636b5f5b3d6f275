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
  const page = Math.floor(ordinal / rowsPerChunk);
  const { from, rows } = await client.fetchQuery(rowsQuery(viewId, page));
  return rows[ordinal - from];
}

export function cachedRow(client: QueryClient, viewId: string, ordinal: number): Item | undefined {
  const page = client.getQueryData<RowChunk>(keys.viewPage(viewId, Math.floor(ordinal / rowsPerChunk)));
  return page?.rows[ordinal - page.from];
}

export function cachedItem(client: QueryClient, viewId: string, itemId: string): Item | undefined {
  for (const [, page] of client.getQueriesData<RowChunk>({ queryKey: keys.viewRows(viewId) })) {
    const item = page?.rows.find((row) => row.itemId === itemId);
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
  const pages = await Promise.all(
    Array.from({ length: last - first + 1 }, (_, at) => client.fetchQuery(rowsQuery(viewId, first + at))),
  );
  return pages.flatMap((page) =>
    page.rows.filter((_, at) => page.from + at >= from && page.from + at <= to).map((item) => item.itemId),
  );
}
