import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ListKind, Settings } from '../../../electron/contract/settings.ts';
import { useFocusInSight } from '../use-focus-in-sight.ts';
import { useLostFocus } from '../use-kept-focus.ts';
import type { Column, ColumnChoices } from './columns.ts';
import { GridBody } from './grid-body.tsx';
import { type ColumnSorting, GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { useGridStyles } from './grid-styles.ts';
import { useGridLayout } from './use-grid-layout.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowPointer } from './use-row-pointer.ts';
import type { RowSelection } from './use-row-selection.ts';

export interface RowState {
  columns: readonly Column[];
  isCurrent: boolean;
  isHovered: boolean;
}

export interface RowGridProps<R extends { rowId: string }> {
  kind: ListKind;
  label: string;
  listId: string;
  rows: readonly R[];
  choices: ColumnChoices;
  density: Settings['density'] | undefined;
  selection: RowSelection<R>;
  sortingOf: (column: Column) => ColumnSorting | null;
  nameOf: (row: R) => string;
  onOpen: (row: R) => void;
  onUp?: () => void;
  onRemove: (current: R) => void;
  onMenu: (at: { x: number; y: number }) => void;
  onColumnsDialog: () => void;
  buttonsHeader?: ReactNode;
  children: (row: R, state: RowState) => ReactNode;
}

const toRowId = (kind: ListKind, ordinal: number): string => `${kind}-row-${ordinal}`;

export function RowGrid<R extends { rowId: string }>(props: RowGridProps<R>) {
  const { kind, listId, rows, choices, selection } = props;
  const styles = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useGridLayout({
    scroller,
    kind,
    columns: choices.columns,
    count: rows.length,
    listId,
    density: props.density,
  });
  useFocusInSight(scroller);
  useFocusOnArrival(scroller);
  // A row's button disappears with what it is for.
  useLostFocus(scroller, () => scroller.current?.focus({ preventScroll: true }));
  const { current } = selection;
  const openMenu = () => {
    const box = document.getElementById(toRowId(kind, current))?.getBoundingClientRect();
    if (box !== undefined) props.onMenu({ x: box.left + 72, y: box.bottom - 4 });
  };
  const pressed = useRowKeys({
    ...props,
    visibleRows: layout.visibleRows,
    scrollTo: layout.scrollTo,
    onMenu: openMenu,
  });
  const { hovered, ...pointer } = useRowPointer({ ...props, onMenuKey: openMenu });
  const isShown = current >= layout.from && current <= layout.to && current < rows.length;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-colcount={layout.columns.length + (props.buttonsHeader === undefined ? 0 : 1)}
      aria-activedescendant={isShown ? toRowId(kind, current) : undefined}
      className={styles.grid}
      style={layout.tracks}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
        // A focused button handles its own keys.
        if (event.target !== event.currentTarget) return;
        event.currentTarget.dataset['keys'] = 'true';
        const isTab = event.key === 'Tab' && !event.shiftKey;
        if (isTab ? focusButton(toRowId(kind, current)) : pressed(event)) event.preventDefault();
      }}
      {...pointer}
    >
      <GridHeader
        kind={kind}
        columns={layout.columns}
        choices={choices}
        sortingOf={props.sortingOf}
        isAllSelected={selection.isAll}
        onSelectAll={() => (selection.isAll ? selection.clear() : selection.all())}
        onColumnsDialog={props.onColumnsDialog}
      >
        {props.buttonsHeader}
      </GridHeader>
      <GridBody
        key={listId}
        layout={layout}
        idOf={(ordinal) => rows[ordinal]?.rowId ?? null}
        isMoving={layout.isScrolling}
      >
        {({ key, ...place }) => {
          const row = rows[place.ordinal];
          const isCurrent = place.ordinal === current;
          const isHovered = !layout.isScrolling && place.ordinal === hovered;
          return (
            <GridRow
              key={key}
              {...place}
              id={toRowId(kind, place.ordinal)}
              selected={row !== undefined && selection.has(row)}
              focused={isCurrent}
              hovered={isHovered}
            >
              {row !== undefined && props.children(row, { columns: layout.columns, isCurrent, isHovered })}
            </GridRow>
          );
        }}
      </GridBody>
    </div>
  );
}

/** The current row’s buttons are closer at hand than the header’s. */
function focusButton(rowId: string): boolean {
  const button = document.getElementById(rowId)?.querySelector<HTMLElement>('button[tabindex="0"]');
  button?.focus();
  return button != null;
}

/** Keyboard focus may be nowhere, or on the page as a whole. */
function useFocusOnArrival(scroller: { readonly current: HTMLDivElement | null }): void {
  useEffect(() => {
    const at = document.activeElement;
    const isOnPage = at instanceof HTMLElement && at.tabIndex === -1 && at.contains(scroller.current);
    if (at === document.body || isOnPage) scroller.current?.focus();
  }, [scroller]);
}
