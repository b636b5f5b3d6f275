import { useQueries } from '@tanstack/react-query';
import type { Row } from '../../../electron/contract/found.ts';
import { rowsPerChunk, rowsQuery } from '../../api/view-queries.ts';

export type RowAt = (ordinal: number) => Row | undefined;

/** Rows of a view by ordinal; undefined while loading. */
export function useRows(viewId: string, from: number, to: number): RowAt {
  const first = Math.floor(Math.max(0, from) / rowsPerChunk);
  const last = Math.floor(Math.max(0, to) / rowsPerChunk);
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) => rowsQuery(viewId, first + at)),
  });
  return (ordinal) => pages[Math.floor(ordinal / rowsPerChunk) - first]?.data?.rows[ordinal % rowsPerChunk];
}
