import { makeStyles } from '@fluentui/react-components';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useViewHead } from '../../state/open-view.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { dropListeners } from '../../state/drop-target.ts';
import { usePaneState, usePage, usePane } from '../../state/pane.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';
import { useDelayed } from '../../ui/use-delayed.ts';
import { AccountNotice } from './account-notice.tsx';
import { DropPill } from './drop-pill.tsx';
import { toFolderTarget } from './drop-targets.ts';
import { FileGrid } from './file-grid.tsx';
import { FolderFailure, FolderState, StaleBar } from './folder-states.tsx';
import { LoadingRows } from './loading-rows.tsx';
import { PathBar } from './path-bar.tsx';
import { TileGrid } from './tile-grid.tsx';
import { SearchStart } from './search-start.tsx';
import { SearchBar } from './search-bar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useView } from '../../state/use-view.ts';
import { useEffect } from 'react';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minWidth: 0,
    minHeight: 0,
  },
  visuallyHidden,
  pane: { position: 'relative', flex: 1, minHeight: 0, minWidth: 0 },
  // Over the list, which keeps the focus even when its last row goes.
  state: {
    position: 'absolute',
    inset: '33px 0 0',
    pointerEvents: 'none',
    '& > *': { pointerEvents: 'auto' },
  },
});

/** The list keeps the focus, so screen readers would say nothing. */
function Arrival({ head }: { head: ViewHead }) {
  const styles = useStyles();
  // Not while the list grows page by page, which would announce every count.
  const announcement =
    head.search === null && head.freshness.state === 'fresh'
      ? t('browse.arrived', { name: head.name, count: head.count })
      : '';
  return (
    <span role="status" className={styles.visuallyHidden}>
      {announcement}
    </span>
  );
}

export function BrowsePane() {
  const styles = useStyles();
  const { failure, slow, retry } = useView();
  useFirstPlace();
  const head = useViewHead();
  const layout = usePaneState((pane) => pane.layout);
  const page = usePage();
  const isRoot = page.name === 'browse' && page.place === 'myfiles' && page.folder === null;
  const isStart = usePaneState((pane) => page.name === 'search' && pane.filter.trim() === '');
  const unseen = head !== null && head.freshness.state === 'loading' && head.count === 0;
  const loading = useDelayed(unseen, 200) || (slow && head === null);
  return (
    <div className={styles.root}>
      {page.name === 'search' ? <SearchBar head={head} /> : <PathBar head={head} />}
      <AccountNotice />
      <div
        className={styles.pane}
        {...dropListeners(head === null || head.search !== null ? null : toFolderTarget(head))}
      >
        {failure !== null && <FolderFailure failure={failure} isRoot={isRoot} onRetry={retry} />}
        {isStart && <SearchStart />}
        {failure === null && head !== null && !isStart && (
          <>
            {layout === 'tiles' ? <TileGrid head={head} /> : <FileGrid head={head} />}
            {head.count === 0 && (
              <div className={styles.state}>
                <FolderState head={head} onRetry={() => requestCommand('refresh')} />
              </div>
            )}
          </>
        )}
        {loading && failure === null && <LoadingRows />}
        <DropPill head={head} />
      </div>
      {head !== null && failure === null && <StaleBar head={head} />}
      <StatusBar head={head} />
      {head !== null && <Arrival head={head} />}
    </div>
  );
}

/** The pane's last folder may no longer exist. */
function useFirstPlace(): void {
  const pane = usePane();
  const page = usePage();
  const isGone = useViewHead()?.freshness.failure?.code === 'notFound';
  const isFirst = usePaneState(({ history }) => history.visits.length === 1);
  useEffect(() => {
    if (isGone && isFirst && page.name === 'browse' && page.folder !== null)
      pane.startAt({ ...page, folder: null });
  }, [isGone, isFirst, page, pane]);
}
