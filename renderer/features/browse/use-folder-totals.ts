import { useQueries } from '@tanstack/react-query';
import type { Totals } from '../../../electron/contract/found.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { folderTotalsQuery } from '../../api/space-queries.ts';
import { byOwner } from '../../api/row-owner.ts';
import { usePage } from '../../state/pane.ts';
import { useSettledGroups } from './use-settled-groups.ts';

const groupSize = 50;

export function useFolderTotals(
  head: ViewHead,
  from: number,
  to: number,
  rowAt: (ordinal: number) => Item | undefined,
): (itemId: string) => Totals | null {
  // The storage page prefers incomplete totals to none.
  const soFar = usePage().name === 'space';
  const itemGroups = useSettledGroups(from, to, groupSize).map((start) => foldersOf(start, rowAt));
  const groups = useQueries({
    queries: itemGroups
      .flatMap((folders) => byOwner(folders, head))
      .map(({ accountId, items }) => folderTotalsQuery(accountId, items, soFar)),
  });
  return (itemId) => {
    for (const { data } of groups) {
      const totals = data?.get(itemId);
      if (totals != null) return totals;
    }
    return null;
  };
}

const foldersOf = (start: number, rowAt: (ordinal: number) => Item | undefined): Item[] =>
  Array.from({ length: groupSize }, (_, offset) => rowAt(start + offset)).filter(
    (item) => item !== undefined && item.kind === 'folder',
  ) as Item[];
