import { type QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import type { TransferFilter, TransferListRow } from '../../../electron/contract/transfer-list.ts';
import {
  transfersPerChunk,
  transferCountQuery,
  transferChunkQuery,
  transfersQuery,
} from '../../api/transfer-queries.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

/** null until loaded. */
export function useTransferSummary(): TransferSummary | null {
  return useQuery(transfersQuery).data?.summary ?? null;
}

export function useAllPaused(): boolean {
  return useQuery({ ...transfersQuery, select: ({ summary }) => summary.allPaused }).data ?? false;
}

export function useTransferRowCount(filter: TransferFilter, collapsed: readonly string[]): number {
  return useQuery(transferCountQuery(filter, collapsed)).data?.count ?? 0;
}

/** undefined while loading. */
export type RowAt = (index: number) => TransferListRow | undefined;

interface Range {
  from: number;
  to: number;
}

/** How many rows before and after the visible ones are loaded as well. */
const ahead = 20;
/** Lines are loaded only where scrolling stops. */
const restMs = 50;

export function useTransferRows(filter: TransferFilter, collapsed: readonly string[], range: Range): RowAt {
  const { first, last } = useChunks(range);
  const chunks = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) =>
      transferChunkQuery(filter, collapsed, first + at),
    ),
  });
  return (index) => {
    const chunk = Math.floor(index / transfersPerChunk) - first;
    return chunks[chunk]?.data?.rows[index - (first + chunk) * transfersPerChunk];
  };
}

/** Continuing from loaded lines loads at once; jumping elsewhere loads when scrolling stops. */
function useChunks({ from, to }: Range): { first: number; last: number } {
  const target = toChunks({ from: from - ahead, to: to + ahead });
  const [here, setHere] = useState(target);
  const restingFirst = useDebounced(target.first, restMs);
  const isNear = target.first <= here.last + 1 && target.last >= here.first - 1;
  const isHere = target.first === here.first && target.last === here.last;
  if (!isHere && (isNear || restingFirst === target.first)) {
    setHere(target);
    return target;
  }
  return here;
}

const toChunks = ({ from, to }: Range) => ({
  first: Math.floor(Math.max(0, from) / transfersPerChunk),
  last: Math.floor(Math.max(0, to) / transfersPerChunk),
});

/** Preloads what would be visible with other batches collapsed, so that nothing flickers or loses focus. */
export async function fetchTransferRows(
  client: QueryClient,
  filter: TransferFilter,
  collapsed: readonly string[],
  range: Range,
): Promise<void> {
  const { first, last } = toChunks(range);
  await Promise.all([
    client.fetchQuery(transferCountQuery(filter, collapsed)),
    ...Array.from({ length: last - first + 1 }, (_, at) =>
      client.fetchQuery(transferChunkQuery(filter, collapsed, first + at)),
    ),
  ]);
}
