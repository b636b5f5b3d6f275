import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { Row } from '../../../electron/contract/found.ts';
import { keys } from '../../api/query-keys.ts';
import { rowsPerChunk, rowsQuery } from '../../api/view-queries.ts';

export type RowAt = (ordinal: number) => Row | undefined;

/** Pages that are scrolled past meanwhile are not asked for. */
const maxRequests = 4;

export function useRows(viewId: string, from: number, to: number): RowAt {
  const first = Math.floor(Math.max(0, from) / rowsPerChunk);
  const last = Math.floor(Math.max(0, to) / rowsPerChunk);
  const enabled = useTurn(viewId);
  const chunks = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) => ({
      ...rowsQuery(viewId, first + at),
      enabled,
    })),
  });
  return (ordinal) => chunks[Math.floor(ordinal / rowsPerChunk) - first]?.data?.rows[ordinal % rowsPerChunk];
}

function useTurn(viewId: string): boolean {
  const client = useQueryClient();
  const subscribe = useCallback(
    (changed: () => void) => client.getQueryCache().subscribe(({ type }) => type === 'updated' && changed()),
    [client],
  );
  return useSyncExternalStore(
    subscribe,
    () => client.isFetching({ queryKey: keys.viewRows(viewId) }) < maxRequests,
  );
}
