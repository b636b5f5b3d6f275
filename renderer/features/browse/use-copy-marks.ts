import { useQueries } from '@tanstack/react-query';
import type { CopyMark } from '../../../electron/contract/local-copies.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { copyMarksQuery } from '../../api/document-queries.ts';
import { byOwner } from '../../api/row-owner.ts';
import { useSettledGroups } from './use-settled-groups.ts';

const groupSize = 50;

export function useCopyMarks(
  head: ViewHead,
  from: number,
  to: number,
  rowAt: (ordinal: number) => Item | undefined,
): (itemId: string) => CopyMark | null {
  const itemGroups = useSettledGroups(from, to, groupSize).map((start) => itemsOf(start, rowAt));
  const groups = useQueries({
    queries: itemGroups
      .flatMap((items) => byOwner(items, head))
      .map(({ accountId, items }) => copyMarksQuery(accountId, head.path, items)),
  });
  return (itemId) => {
    for (const { data } of groups) if (data?.[itemId] != null) return data[itemId];
    return null;
  };
}

const itemsOf = (start: number, rowAt: (ordinal: number) => Item | undefined): Item[] =>
  Array.from({ length: groupSize }, (_, offset) => rowAt(start + offset)).filter(
    (item) => item !== undefined,
  );
