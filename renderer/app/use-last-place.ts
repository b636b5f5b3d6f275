import { useEffect } from 'react';
import { call } from '../api/client.ts';
import { useViewHead } from '../state/open-view.ts';
import { usePage } from '../state/pane.ts';
import { useApp } from '../state/store.ts';

/** Notes where one is and in which order, for the next start; begins at the root where that place is gone by then. */
export function useLastPlace(): void {
  const accountId = useApp((state) => state.accountId);
  const page = usePage();
  const sort = useApp((state) => state.sort);
  const look = useApp((state) => state.look);
  useEffect(() => {
    if (accountId === null || page.name !== 'browse') return;
    const { place, folder } = page;
    // Losing it costs a few clicks: nothing to tell.
    call('places.note', { accountId, place, folder, sort: [...sort], look }).catch(() => undefined);
  }, [accountId, page, sort, look]);

  const isGone = useViewHead()?.freshness.failure?.code === 'notFound';
  const isFirst = useApp((state) => state.history.visits.length === 1);
  useEffect(() => {
    if (isGone && isFirst && page.name === 'browse' && page.folder !== null)
      useApp.getState().startAt({ ...page, folder: null });
  }, [isGone, isFirst, page]);
}
