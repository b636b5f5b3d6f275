import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '../../api/client.ts';
import { keys } from '../../api/query-keys.ts';

/** Transfers emit up to ten events a second, too many for a table of totals. */
const intervalMs = 1_000;

export function useOverviewUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      waiting = undefined;
      void client.invalidateQueries({ queryKey: keys.overview });
    };
    const refreshSoon = () => {
      if (waiting === undefined) waiting = setTimeout(refetch, intervalMs);
    };
    const undos = (
      ['accounts.changed', 'transfers.changed', 'index.changed', 'account.waiting'] as const
    ).map((event) => listen(event, refreshSoon));
    return () => {
      clearTimeout(waiting);
      for (const undo of undos) undo();
    };
  }, [client]);
}
