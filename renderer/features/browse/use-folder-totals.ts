import { useQueries } from '@tanstack/react-query';
import type { Totals } from '../../../electron/contract/found.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { folderTotalsQuery } from '../../api/queries.ts';
import { byOwner } from '../../api/row-owner.ts';
import { usePage } from '../../state/pane.ts';

/** Asked for in groups of neighbours, so that scrolling a little asks for nothing new. */
const groupSize = 50;

/** What each visible folder holds, by item id, as it arrives; null where nobody knows. */
export function useFolderTotals(
  head: ViewHead,
  from: number,
  to: number,
  rowAt: (ordinal: number) => Item | undefined,
): (itemId: string) => Totals | null {
  // Where room is looked for, what is known so far is better than nothing.
  const soFar = usePage().name === 'space';
  const first = Math.floor(from / groupSize);
  const count = Math.max(0, Math.floor(to / groupSize) - first + 1);
  const wanted = Array.from({ length: count }, (_, at) => foldersOf((first + at) * groupSize, rowAt));
  const groups = useQueries({
    queries: wanted
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
