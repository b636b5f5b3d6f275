import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import { toggleSort } from '../../state/sorting.ts';
import { toListKind, useColumns } from '../../state/use-columns.ts';
import type { Column } from '../../ui/grid/columns.ts';
import { type ColumnSorting, GridHeader } from '../../ui/grid/grid-header.tsx';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import { selectedCount } from '../../ui/grid/selection.ts';
import { useGridLayout } from '../../ui/grid/use-grid-layout.ts';
import { FileRows } from './file-rows.tsx';
import { useFilesPane } from './use-files-pane.ts';

/** A single tab stop: focus isn't lost when the current row scrolls away. */
export function FileGrid({ head }: { head: ViewHead }) {
  const styles = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const kind = toListKind(head);
  const choices = useColumns(kind);
  const layout = useGridLayout({
    scroller,
    kind,
    columns: choices.columns,
    count: head.count,
    listId: head.viewId,
    density: useQuery(settingsQuery).data?.density,
  });
  const { rowAt, hovered, isPressed, dropTarget, grid } = useFilesPane(head, scroller, layout, () => ({
    visibleRows: layout.visibleRows(),
    perRow: 1,
  }));
  const selection = usePaneState((pane) => pane.selection);
  const { select } = usePane();
  const sortingOf = useSorting();
  const isAllSelected = head.count > 0 && selectedCount(selection, head.count) === head.count;
  const onSelectAll = useCallback(
    () => select({ type: isAllSelected ? 'clear' : 'all' }),
    [select, isAllSelected],
  );
  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={layout.tracks}
      aria-rowcount={head.count + 1}
      aria-colcount={layout.columns.length}
      {...grid}
    >
      <GridHeader
        kind={kind}
        columns={layout.columns}
        choices={choices}
        sortingOf={sortingOf}
        // The Sort menu does the same by keyboard.
        pointerOnly
        isAllSelected={isAllSelected}
        onSelectAll={onSelectAll}
        onColumnsDialog={chooseColumns}
      />
      {/* No row counts as hovered while the list scrolls. */}
      <FileRows
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

const chooseColumns = (): void => requestCommand('columns');

/** Shift+click adds a second key. */
function useSorting(): (column: Column) => ColumnSorting | null {
  const sort = usePaneState((pane) => pane.sort);
  const { arrange } = usePane();
  return useCallback(
    ({ sortKey }) => {
      if (sortKey === null) return null;
      const at = sort.findIndex(({ key }) => key === sortKey);
      const direction = sort[at]?.direction;
      return {
        sorted: direction === undefined ? undefined : { rank: at === 0 ? 1 : 2, direction },
        onSort: (event) => arrange(toggleSort(sort, sortKey, event.shiftKey)),
        onDirection: (chosen) => arrange([{ key: sortKey, direction: chosen }]),
      };
    },
    [sort, arrange],
  );
}
