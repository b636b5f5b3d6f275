import { useEffect } from 'react';
import { useViewHead } from '../../state/open-view.ts';
import { usePage, usePane, usePaneState } from '../../state/pane.ts';

/** Starts at the root if the pane's last folder no longer exists. */
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
