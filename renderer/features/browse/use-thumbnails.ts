import { useQueries } from '@tanstack/react-query';
import type { Item, PictureSize, ViewHead } from '../../../electron/contract/records.ts';
import { thumbnailsQuery } from '../../api/view-queries.ts';
import { byOwner } from '../../api/row-owner.ts';
import { useSettledGroups } from './use-settled-groups.ts';

const groupSize = 20;

export function useThumbnails(
  head: Pick<ViewHead, 'accountId'>,
  from: number,
  to: number,
  rowAt: (ordinal: number) => Item | undefined,
  size: PictureSize = 'small',
): (itemId: string) => string | null {
  const itemGroups = useSettledGroups(from, to, groupSize).map((start) => picturesOf(start, rowAt));
  const groups = useQueries({
    queries: itemGroups
      .flatMap((items) => byOwner(items, head))
      .map(({ accountId, items }) => thumbnailsQuery(accountId, items, size)),
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
