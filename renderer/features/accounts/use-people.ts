import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { DriveOwner } from '../../../electron/contract/sign-in.ts';
import { failureOf } from '../../api/client.ts';
import { allOwnersQuery, ownersQuery } from '../../api/account-queries.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

/** In larger organizations, the rest is loaded on request. */
const readByItself = 10_000;

export interface PersonRow {
  rowId: string;
  owner: DriveOwner;
}

export interface People {
  rows: readonly PersonRow[];
  count: number;
  isReading: boolean;
  hasMore: boolean;
  failure: Failure | null;
  /** Loads more, or retries. */
  readOn: () => void;
}

export function usePeople(signInId: string, isAllowed: boolean, text: string): People {
  const listed = useInfiniteQuery({ ...allOwnersQuery(signInId), enabled: isAllowed });
  const { data, isFetching, isError, error, hasNextPage, fetchNextPage, refetch } = listed;
  const everybody = useMemo(() => toRows(data?.pages.flatMap(({ owners }) => owners) ?? []), [data]);
  const isAll = data !== undefined && !hasNextPage;
  const mayReadOn = hasNextPage && !isFetching && !isError && everybody.length < readByItself;
  useEffect(() => {
    if (mayReadOn) void fetchNextPage();
  }, [mayReadOn, fetchNextPage]);
  const deferredText = useDeferredValue(text);
  const requested = useDebounced(isAllowed && !isAll ? text : '', 250);
  const found = useQuery(ownersQuery(signInId, requested));
  const rows = useMemo(() => {
    const fitting = filterRows(everybody, deferredText);
    return requested === '' || requested !== deferredText
      ? fitting
      : toRows([...fitting.map(toOwner), ...(found.data ?? [])]);
  }, [everybody, deferredText, requested, found.data]);
  return {
    rows,
    count: everybody.length,
    isReading: isFetching || found.isFetching,
    hasMore: hasNextPage && everybody.length >= readByItself,
    failure: isError ? failureOf(error) : null,
    readOn: () => void (data === undefined ? refetch() : fetchNextPage()),
  };
}

const toOwner = ({ owner }: PersonRow): DriveOwner => owner;

/** Without duplicates: the directory may change between two pages. */
function toRows(owners: readonly DriveOwner[]): PersonRow[] {
  const rows = new Map(owners.map((owner) => [owner.userId, { rowId: owner.userId, owner }]));
  return [...rows.values()];
}

function filterRows(rows: readonly PersonRow[], text: string): readonly PersonRow[] {
  const part = text.toLocaleLowerCase();
  if (part === '') return rows;
  return rows.filter(({ owner: { displayName, address } }) =>
    `${displayName}\n${address}`.toLocaleLowerCase().includes(part),
  );
}
