import { type CSSProperties, useEffect, useRef } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { selectedCount } from '../../state/selection.ts';
import { useApp } from '../../state/store.ts';
import { rowId } from './file-row.tsx';
import { GridHeader } from './grid-header.tsx';
import { GridRows } from './grid-rows.tsx';
import { columnsProperty, headerHeightPx, useGridStyles } from './grid-styles.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { type GridLayout, useGridLayout } from './use-grid-layout.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { usePaintSignal } from './use-paint-signal.ts';
import { useRelocation } from './use-relocation.ts';
import { useReveal } from './use-reveal.ts';
import { type RowAt, useRows } from './use-rows.ts';
import { useSpringLoad } from './use-spring-load.ts';

/**
 * The list of files: only the rows in sight exist. It is one tab stop; the row that has the focus is named by
 * aria-activedescendant, so the focus can't be lost with a row that scrolls away.
 */
export function FileGrid({ head }: { head: ViewHead }) {
  const styles = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useGridLayout(head, scroller);
  const rowAt = useRows(head.viewId, layout.from, layout.to);
  const selection = useApp((state) => state.selection);
  const dropTarget = useApp((state) => (state.dropHint?.allowed === true ? state.dropHint.target : null));
  const perPage = () =>
    Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeightPx) / layout.rowHeight);
  const pressed = useGridKeys(head, perPage, layout.scrollTo);
  const { hovered, ...pointer } = useGridPointer(head, rowAt);
  useFocusInSight(scroller);
  useRelocation(head);
  useReveal(head, layout.scrollTo);
  useSpringLoad(head, dropTarget === null ? undefined : findRow(layout, rowAt, dropTarget));
  // Who came by key has lost the focus with the page before.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus();
  }, []);
  usePaintSignal(head, head.count === 0 || rowAt(layout.from) !== undefined);

  const active = selection.focus?.ordinal ?? -1;
  const activeShown = active >= layout.from && active <= layout.to && active < head.count;
  const allSelected = head.count > 0 && selectedCount(selection, head.count) === head.count;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={toTracks(layout.template)}
      role="grid"
      tabIndex={0}
      data-pane="files"
      aria-label={`${t('browse.files')}: ${head.name}`}
      aria-multiselectable
      aria-rowcount={head.count + 1}
      aria-colcount={layout.columns.length}
      aria-activedescendant={activeShown ? rowId(active) : undefined}
      aria-busy={head.freshness.state === 'loading'}
      onKeyDown={pressed}
      {...pointer}
    >
      <GridHeader place={head.place} columns={layout.columns} allSelected={allSelected} />
      <GridRows head={head} layout={layout} rowAt={rowAt} hovered={hovered} dropTarget={dropTarget} />
    </div>
  );
}

// React's types don't know properties of one's own.
const toTracks = (template: string): CSSProperties => ({ [columnsProperty]: template }) as CSSProperties;

function findRow({ lines }: GridLayout, rowAt: RowAt, itemId: string): Item | undefined {
  return lines.map((line) => rowAt(line.index)).find((item) => item?.itemId === itemId);
}
