import type { VirtualItem } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { ListColumn, ListKind, Settings } from '../../../electron/contract/settings.ts';
import { useElementWidth } from '../use-element-width.ts';
import { type Column, columnsFor, toTemplate } from './columns.ts';
import { columnsProperty, headerHeightPx, rowHeightPx } from './grid-styles.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface GridLayout {
  columns: readonly Column[];
  tracks: CSSProperties;
  rowHeight: number;
  renderedRows: readonly VirtualItem[];
  from: number;
  to: number;
  isScrolling: boolean;
  totalHeight: number;
  visibleRows: () => number;
  scrollTo: (ordinal: number) => void;
}

interface LaidOut {
  scroller: RefObject<HTMLDivElement | null>;
  kind: ListKind;
  columns: readonly ListColumn[];
  count: number;
  listId: string;
  density: Settings['density'] | undefined;
}

export function useGridLayout({ scroller, kind, columns: all, count, listId, density }: LaidOut): GridLayout {
  const width = useElementWidth(scroller);
  const columns = useMemo(() => columnsFor(width, all, kind), [width, all, kind]);
  const tracks = useMemo(() => toTracks(toTemplate(columns, kind)), [columns, kind]);
  const rowHeight = rowHeightPx[density ?? 'compact'];
  const virtualizer = useVirtualRows(rowHeight, {
    count,
    getScrollElement: () => scroller.current,
    overscan: 6,
    // Empty space below the last row, to click and drop on.
    paddingEnd: 48,
    scrollMargin: headerHeightPx,
    scrollPaddingStart: headerHeightPx,
  });
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (shown.current === listId) return;
    shown.current = listId;
    virtualizer.scrollToOffset(0);
  }, [virtualizer, listId]);
  const renderedRows = virtualizer.getVirtualItems();
  return {
    columns,
    tracks,
    rowHeight,
    renderedRows,
    from: renderedRows[0]?.index ?? 0,
    to: renderedRows.at(-1)?.index ?? 0,
    isScrolling: virtualizer.isScrolling,
    totalHeight: virtualizer.getTotalSize(),
    visibleRows: () => Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeightPx) / rowHeight),
    scrollTo: (ordinal) => virtualizer.scrollToIndex(ordinal, { align: 'auto' }),
  };
}

const toTracks = (template: string): CSSProperties => ({ [columnsProperty]: template }) as CSSProperties;
