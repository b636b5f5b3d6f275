import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { settingsQuery } from '../../api/queries.ts';
import { isSelected, selectedCount } from '../../state/selection.ts';
import { useApp } from '../../state/store.ts';
import { useElementWidth } from '../../ui/use-element-width.ts';
import { words } from '../../words/en.ts';
import { columnsFor, toTemplate } from './columns.ts';
import { FileRow, rowId } from './file-row.tsx';
import { GridHeader } from './grid-header.tsx';
import { headerHeightPx, rowHeightPx, useGridStyles } from './grid-styles.ts';
import { usePaintSignal } from './use-paint-signal.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useRelocation } from './use-relocation.ts';
import { useReveal } from './use-reveal.ts';
import { useRows } from './use-rows.ts';
import { useSpringLoad } from './use-spring-load.ts';
import { useThumbnails } from './use-thumbnails.ts';

/**
 * A row belongs to its item: when rows are added above, the name being edited moves on with its box. While pages of
 * two revisions stand side by side an item may be there twice: the second goes by its place.
 */
function createRowKeys() {
  const seen = new Set<string>();
  return (ordinal: number, item: Item | undefined): string | number => {
    if (item === undefined || seen.has(item.itemId)) return ordinal;
    seen.add(item.itemId);
    return item.itemId;
  };
}

/**
 * The list of files: only the rows in sight exist. It is one tab stop; the row that has the focus is named by
 * aria-activedescendant, so the focus can't be lost with a row that scrolls away.
 */
export function FileGrid({ head }: { head: ViewHead }) {
  const styles = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const columns = useMemo(() => columnsFor(width), [width]);
  const template = useMemo(() => toTemplate(columns), [columns]);
  const rowHeight = rowHeightPx[useQuery(settingsQuery).data?.density ?? 'compact'];
  // Nothing here is memoized by a compiler, so its changing functions do no harm.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: head.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // Room below the last row: to click beside the rows, to drop, and for what stands over the list's end.
    paddingEnd: 48,
    scrollMargin: headerHeightPx,
    scrollPaddingStart: headerHeightPx,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useLayoutEffect(() => virtualizer.scrollToOffset(0), [virtualizer, head.viewId]);

  const lines = virtualizer.getVirtualItems();
  const from = lines[0]?.index ?? 0;
  const to = lines.at(-1)?.index ?? 0;
  const rowAt = useRows(head.viewId, from, to);
  const thumbnailOf = useThumbnails(head.accountId, from, to, rowAt);
  const selection = useApp((state) => state.selection);
  const renamingId = useApp((state) => state.renamingId);
  const dropTarget = useApp((state) => (state.dropHint?.allowed === true ? state.dropHint.target : null));
  const scrollTo = (ordinal: number) => virtualizer.scrollToIndex(ordinal, { align: 'auto' });
  const perPage = Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeightPx) / rowHeight);
  const pressed = useGridKeys(head, perPage, scrollTo);
  const { hovered, ...pointer } = useGridPointer(head, rowAt);
  useRelocation(head);
  const sprung =
    dropTarget === null
      ? undefined
      : lines.map((line) => rowAt(line.index)).find((item) => item?.itemId === dropTarget);
  useSpringLoad(head, sprung);
  useReveal(head, scrollTo);
  usePaintSignal(head, head.count === 0 || rowAt(from) !== undefined);

  const focus = selection.focus;
  const keyOf = createRowKeys();
  const focusShown = focus !== null && focus.ordinal >= from && focus.ordinal <= to && focus.ordinal < head.count;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      tabIndex={0}
      data-pane="files"
      aria-label={`${words.browse.files}: ${head.name}`}
      aria-multiselectable
      aria-rowcount={head.count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={focusShown ? rowId(focus.ordinal) : undefined}
      aria-busy={head.freshness.state === 'loading'}
      onKeyDown={pressed}
      {...pointer}
    >
      <GridHeader
        columns={columns}
        template={template}
        allSelected={head.count > 0 && selectedCount(selection, head.count) === head.count}
      />
      <div role="rowgroup" style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {lines.map((line) => {
          const item = rowAt(line.index);
          return (
            <FileRow
              key={keyOf(line.index, item)}
              item={item}
              ordinal={line.index}
              topPx={line.start - headerHeightPx}
              heightPx={rowHeight}
              columns={columns}
              template={template}
              selected={item !== undefined && isSelected(selection, item.itemId)}
              focused={focus?.ordinal === line.index}
              hovered={hovered === line.index}
              renaming={item !== undefined && item.itemId === renamingId}
              dropTarget={item !== undefined && dropTarget === item.itemId}
              thumbnailUrl={item?.hasThumbnail === true ? thumbnailOf(item.itemId) : null}
            />
          );
        })}
      </div>
    </div>
  );
}
