import { useEffect } from 'react';
import { useViewHead } from '../../state/open-view.ts';
import { usePage, usePane, usePaneState } from '../../state/pane.ts';

/** A pane begins at the root where the place that it was left at is gone by then. */
export function useFirstPlace(): void {
  const pane = usePane();
  const page = usePage();
  const isGone = useViewHead()?.freshness.failure?.code === 'notFound';
  const isFirst = usePaneState(({ history }) => history.visits.length === 1);
  useEffect(() => {
    if (isGone && isFirst && page.name === 'browse' && page.folder !== null)
      pane.startAt({ ...page, folder: null });
  }, [isGone, isFirst, page, pane]);
}
