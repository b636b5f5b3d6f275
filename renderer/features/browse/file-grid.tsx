import { type CSSProperties, useRef } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { selectedCount } from '../../state/selection.ts';
import { usePaneState } from '../../state/pane.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRows } from './grid-rows.tsx';
import { columnsProperty, headerHeightPx, useGridStyles } from './grid-styles.ts';
import { toListKind } from './use-columns.ts';
import { useFilesPane } from './use-files-pane.ts';
import { useGridLayout } from './use-grid-layout.ts';

/**
 * The file list; only visible rows are rendered. A single tab stop: the current row is set by
 * aria-activedescendant, so focus isn't lost when that row scrolls away.
 */
export function FileGrid({ head }: { head: ViewHead }) {
  const styles = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useGridLayout(head, scroller);
  const { rowAt, hovered, isPressed, dropTarget, grid } = useFilesPane(head, scroller, layout, () => ({
    perPage: Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeightPx) / layout.rowHeight),
    perRow: 1,
  }));
  const selection = usePaneState((pane) => pane.selection);
  const allSelected = head.count > 0 && selectedCount(selection, head.count) === head.count;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={toTracks(layout.template)}
      aria-rowcount={head.count + 1}
      aria-colcount={layout.columns.length}
      {...grid}
    >
      <GridHeader kind={toListKind(head)} columns={layout.columns} allSelected={allSelected} />
      {/* While rows pass below the pointer none of them is meant. */}
      <GridRows
        head={head}
        layout={layout}
        rowAt={rowAt}
        // A row that moves within the page between press and release gets no click.
        isMoving={layout.isScrolling || isPressed}
        hovered={layout.isScrolling ? null : hovered}
        dropTarget={dropTarget}
      />
    </div>
  );
}

// React's types don't include custom properties.
const toTracks = (template: string): CSSProperties => ({ [columnsProperty]: template }) as CSSProperties;
