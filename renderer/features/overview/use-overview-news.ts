import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';

/** Many transfers tell of themselves ten times a second; a table of totals need not. */
const intervalMs = 1_000;

/** Looks again after something changed for an account, while the page is open. */
export function useOverviewNews(): void {
  const client = useQueryClient();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      waiting = undefined;
      void client.invalidateQueries({ queryKey: keys.overview });
    };
    const refreshSoon = () => {
      if (waiting === undefined) waiting = setTimeout(look, intervalMs);
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
