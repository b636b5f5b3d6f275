import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type CSSProperties, Fragment, memo, useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { PaneSide } from '../../state/pane.ts';
import { otherSide, type Side } from '../../state/pane-state.ts';
import { useApp } from '../../state/store.ts';
import { PaneEdge } from '../../ui/pane-edge.tsx';
import { useElementHeight, useElementWidth } from '../../ui/use-element-width.ts';
import { BrowsePane } from './browse-pane.tsx';

const maxStackedPx = 599;
const isStacked = `@container (max-width: ${maxStackedPx}px)`;

const useStyles = makeStyles({
  room: { height: '100%', containerType: 'inline-size' },
  panes: {
    display: 'flex',
    height: '100%',
    minHeight: 0,
    [isStacked]: { flexDirection: 'column' },
  },
  pane: { flex: '1 1 0', minWidth: 0, minHeight: 0 },
  // The divider sets these shares.
  start: { flexGrow: 'var(--start-part)' },
  end: { flexGrow: 'calc(1 - var(--start-part))' },
  beside: {
    borderTop: '2px solid transparent',
    boxSizing: 'border-box',
  },
  last: {
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    [isStacked]: { borderLeft: 'none' },
  },
  active: { borderTopColor: tokens.colorCompoundBrandStroke },
  resting: { borderTopColor: tokens.colorNeutralStroke2 },
  covered: { display: 'none' },
  divider: { position: 'relative', flex: '0 0 0', zIndex: 1 },
});

const evenPart = 0.5;
const minPart = 0.2;

/** Pointer or focus activates a pane for commands. `activeOnly`: hides the other one. */
export function FilePanes({ activeOnly = false }: { activeOnly?: boolean }) {
  const styles = useStyles();
  const side = useApp((state) => state.side);
  const paneId = useApp((state) => state.paneId);
  const otherId = useApp((state) => state.other?.paneId ?? null);
  const kept = useApp((state) => state.startPart) ?? evenPart;
  const [dragged, setDragged] = useState<number | null>(null);
  const room = useRef<HTMLDivElement>(null);
  const [widthPx, heightPx] = [useElementWidth(room), useElementHeight(room)];
  const mine = { paneId, side };
  const other = otherId === null ? [] : [{ paneId: otherId, side: otherSide(side) }];
  const panes = side === 'start' ? [mine, ...other] : [...other, mine];
  const startPart = dragged ?? kept;
  const parts: CSSProperties & Record<'--start-part', number> = { '--start-part': startPart };
  return (
    <div ref={room} className={styles.room}>
      <div className={styles.panes} style={parts}>
        {panes.map((pane) => (
          <Fragment key={pane.paneId}>
            {pane.side === 'end' && !activeOnly && (
              <Divider widthPx={widthPx} heightPx={heightPx} startPart={startPart} onDrag={setDragged} />
            )}
            <FilePane
              side={pane.side}
              isActive={pane === mine}
              isSplit={panes.length > 1}
              isCovered={activeOnly && pane !== mine}
            />
          </Fragment>
        ))}
      </div>
    </div>
  );
}

interface DividerProps {
  widthPx: number;
  heightPx: number;
  startPart: number;
  onDrag: (startPart: number | null) => void;
}

/** A double click centers the divider. */
function Divider({ widthPx, heightPx, startPart, onDrag }: DividerProps) {
  const styles = useStyles();
  const divide = useApp((state) => state.divide);
  const stacked = widthPx <= maxStackedPx;
  const roomPx = stacked ? heightPx : widthPx;
  const toPart = (endPx: number) => Math.min(1 - minPart, Math.max(minPart, 1 - endPx / Math.max(1, roomPx)));
  const keep = (endPx: number | null) => {
    divide(endPx === null ? null : toPart(endPx));
    onDrag(null);
  };
  return (
    <div className={styles.divider}>
      <PaneEdge
        label={t('split.divider')}
        widthPx={roomPx * (1 - startPart)}
        minPx={roomPx * minPart}
        maxPx={roomPx * (1 - minPart)}
        isStacked={stacked}
        roomPx={roomPx}
        onDrag={(endPx) => onDrag(toPart(endPx))}
        onKeep={keep}
      />
    </div>
  );
}

interface FilePaneProps {
  side: Side;
  isActive: boolean;
  isSplit: boolean;
  isCovered: boolean;
}

/** Memoized, so that dragging the divider doesn't render the panes. */
const FilePane = memo(function FilePane({ side, isActive, isSplit, isCovered }: FilePaneProps) {
  const styles = useStyles();
  const activate = useApp((state) => state.activate);
  const paneStyle = isActive ? styles.active : styles.resting;
  return (
    <PaneSide value={side}>
      <div
        role={isSplit ? 'group' : undefined}
        aria-label={isSplit ? t(`split.${side}`) : undefined}
        data-active={isActive}
        className={mergeClasses(
          styles.pane,
          isSplit && mergeClasses(styles.beside, paneStyle, side === 'start' ? styles.start : styles.end),
          isSplit && side === 'end' && styles.last,
          isCovered && styles.covered,
        )}
        onPointerDownCapture={() => activate(side)}
        onFocus={() => activate(side)}
      >
        <BrowsePane />
      </div>
    </PaneSide>
  );
});
