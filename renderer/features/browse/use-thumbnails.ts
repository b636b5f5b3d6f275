import { queryOptions, useQueries } from '@tanstack/react-query';
import type { Item } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { toRef } from '../../api/uploads.ts';

/** Small pictures are asked for in groups of neighbours, so that scrolling a little asks for nothing new. */
const groupSize = 20;

function groupQuery(accountId: string, items: readonly Item[]) {
  return queryOptions({
    queryKey: ['thumbnails', accountId, ...items.map((item) => `${item.itemId} ${item.modifiedAt ?? ''}`)],
    queryFn: async () => {
      const urls = await call('looks.thumbnails', { accountId, items: items.map(toRef) });
      return new Map(items.map((item, at) => [item.itemId, urls[at] ?? null]));
    },
    gcTime: 60_000,
  });
}

/** The address of each visible item's small picture, by item id, as they arrive. */
export function useThumbnails(
  accountId: string,
  from: number,
  to: number,
  rowAt: (ordinal: number) => Item | undefined,
): (itemId: string) => string | null {
  const first = Math.floor(from / groupSize);
  const count = Math.floor(to / groupSize) - first + 1;
  const wanted = Array.from({ length: Math.max(0, count) }, (_, at) => picturesOf((first + at) * groupSize, rowAt));
  const groups = useQueries({
    queries: wanted.filter((items) => items.length > 0).map((items) => groupQuery(accountId, items)),
  });
  return (itemId) => {
    for (const group of groups) {
      const url = group.data?.get(itemId);
      if (url !== undefined) return url;
    }
    return null;
  };
}

function picturesOf(start: number, rowAt: (ordinal: number) => Item | undefined): Item[] {
  return Array.from({ length: groupSize }, (_, offset) => rowAt(start + offset)).filter(
    (item): item is Item => item !== undefined && item.hasThumbnail && item.problem === null,
  );
}
