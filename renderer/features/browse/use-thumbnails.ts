import { useQueries } from '@tanstack/react-query';
import type { Item } from '../../../electron/contract/records.ts';
import { thumbnailsQuery } from '../../api/queries.ts';

/** Small pictures are asked for in groups of neighbours, so that scrolling a little asks for nothing new. */
const groupSize = 20;

/** The address of each visible item's small picture, by item id, as they arrive. */
export function useThumbnails(
  accountId: string,
  from: number,
  to: number,
  rowAt: (ordinal: number) => Item | undefined,
): (itemId: string) => string | null {
  const first = Math.floor(from / groupSize);
  const count = Math.floor(to / groupSize) - first + 1;
  const wanted = Array.from({ length: Math.max(0, count) }, (_, at) =>
    picturesOf((first + at) * groupSize, rowAt),
  );
  const groups = useQueries({
    queries: wanted.filter((items) => items.length > 0).map((items) => thumbnailsQuery(accountId, items)),
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
