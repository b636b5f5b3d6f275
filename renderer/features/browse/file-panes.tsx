import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { PaneSide } from '../../state/pane.ts';
import { otherSide, type Side } from '../../state/pane-state.ts';
import { useApp } from '../../state/store.ts';
import { BrowsePane } from './browse-pane.tsx';

const useStyles = makeStyles({
  // Where there is no room for two panes side by side, they stand one below the other.
  room: { height: '100%', containerType: 'inline-size' },
  panes: {
    display: 'flex',
    height: '100%',
    minHeight: 0,
    '@container (max-width: 599px)': { flexDirection: 'column' },
  },
  pane: { flex: '1 1 0', minWidth: 0, minHeight: 0 },
  beside: {
    borderTop: '2px solid transparent',
    boxSizing: 'border-box',
    ':not(:first-child)': { borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
    '@container (max-width: 599px)': {
      ':not(:first-child)': { borderLeft: 'none' },
    },
  },
  active: { borderTopColor: tokens.colorCompoundBrandStroke },
  resting: { borderTopColor: tokens.colorNeutralStroke2 },
});

/** One pane of files, or two of them. What has the pointer or the focus is what commands act on. */
export function FilePanes() {
  const styles = useStyles();
  const side = useApp((state) => state.side);
  const paneId = useApp((state) => state.paneId);
  const otherId = useApp((state) => state.other?.paneId ?? null);
  const mine = { paneId, side };
  const other = otherId === null ? [] : [{ paneId: otherId, side: otherSide(side) }];
  const panes = side === 'start' ? [mine, ...other] : [...other, mine];
  return (
    <div className={styles.room}>
      <div className={styles.panes}>
        {panes.map((pane) => (
          <FilePane key={pane.paneId} side={pane.side} isActive={pane === mine} isSplit={panes.length > 1} />
        ))}
      </div>
    </div>
  );
}

function FilePane({ side, isActive, isSplit }: { side: Side; isActive: boolean; isSplit: boolean }) {
  const styles = useStyles();
  const activate = useApp((state) => state.activate);
  const look = isActive ? styles.active : styles.resting;
  return (
    <PaneSide value={side}>
      <div
        role={isSplit ? 'group' : undefined}
        aria-label={isSplit ? t(`split.${side}`) : undefined}
        data-active={isActive}
        className={mergeClasses(styles.pane, isSplit && styles.beside, isSplit && look)}
        onPointerDownCapture={() => activate(side)}
        onFocus={() => activate(side)}
      >
        <BrowsePane />
      </div>
    </PaneSide>
  );
}
