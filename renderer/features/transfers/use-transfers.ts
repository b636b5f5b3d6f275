import { type QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import type { TransferSummary } from '../../../electron/contract/records.ts';
import type { TransferFilter, TransferLine } from '../../../electron/contract/transfer-list.ts';
import { pageSize, transferCountQuery, transferPageQuery, transfersQuery } from '../../api/queries.ts';

/** The sum of all; null until it is known. */
export function useTransferSummary(): TransferSummary | null {
  return useQuery(transfersQuery).data?.summary ?? null;
}

/** "Pause all" is on. */
export function useHeld(): boolean {
  return useQuery({ ...transfersQuery, select: ({ summary }) => summary.held }).data ?? false;
}

export interface Lines {
  count: number;
  /** undefined while it is on its way. */
  at(index: number): TransferLine | undefined;
}

/** The lines from..to of the list, in pages: of a hundred thousand only those in sight are here. */
export function useLines(
  filter: TransferFilter,
  collapsed: readonly string[],
  range: { from: number; to: number },
): Lines {
  const first = Math.floor(Math.max(0, range.from) / pageSize);
  const last = Math.floor(Math.max(0, range.to) / pageSize);
  const count = useQuery(transferCountQuery(filter, collapsed)).data?.count ?? 0;
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) =>
      transferPageQuery(filter, collapsed, first + at),
    ),
  });
  return {
    count,
    at: (index) => pages[Math.floor(index / pageSize) - first]?.data?.lines[index % pageSize],
  };
}

/** Fetches what would be in sight with other batches folded: shown at once then, nothing flickers or loses the focus. */
export async function fetchLines(
  client: QueryClient,
  filter: TransferFilter,
  collapsed: readonly string[],
  range: { from: number; to: number },
): Promise<void> {
  const first = Math.floor(range.from / pageSize);
  const last = Math.floor(range.to / pageSize);
  await Promise.all([
    client.fetchQuery(transferCountQuery(filter, collapsed)),
    ...Array.from({ length: last - first + 1 }, (_, at) =>
      client.fetchQuery(transferPageQuery(filter, collapsed, first + at)),
    ),
  ]);
}
