import { useQuery } from '@tanstack/react-query';
import type { VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { useElementWidth } from '../../ui/use-element-width.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { type Column, columnsFor, toTemplate } from './columns.ts';
import { toListKind, useColumns } from './use-columns.ts';
import { headerHeightPx, rowHeightPx } from './grid-styles.ts';

export interface GridLayout {
  columns: readonly Column[];
  template: string;
  rowHeight: number;
  /** The rendered rows: visible ones and a few more. */
  lines: readonly VirtualItem[];
  from: number;
  to: number;
  isScrolling: boolean;
  /** Of all rows, in pixels. */
  totalHeight: number;
  scrollTo: (ordinal: number) => void;
}

/** Which columns and rows fit. A new view starts at the top. */
export function useGridLayout(head: ViewHead, scroller: RefObject<HTMLDivElement | null>): GridLayout {
  const width = useElementWidth(scroller);
  const settings = useQuery(settingsQuery).data;
  const kind = toListKind(head);
  const allColumns = useColumns(kind).columns;
  const columns = useMemo(() => columnsFor(width, allColumns, kind), [width, allColumns, kind]);
  const template = useMemo(() => toTemplate(columns), [columns]);
  const rowHeight = rowHeightPx[settings?.density ?? 'compact'];
  const virtualizer = useVirtualRows(rowHeight, {
    count: head.count,
    getScrollElement: () => scroller.current,
    overscan: 6,
    // Empty space below the last row, to click and drop on.
    paddingEnd: 48,
    scrollMargin: headerHeightPx,
    scrollPaddingStart: headerHeightPx,
  });
  const { viewId } = head;
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (shown.current === viewId) return;
    shown.current = viewId;
    virtualizer.scrollToOffset(0);
  }, [virtualizer, viewId]);
  const lines = virtualizer.getVirtualItems();
  return {
    columns,
    template,
    rowHeight,
    lines,
    from: lines[0]?.index ?? 0,
    to: lines.at(-1)?.index ?? 0,
    isScrolling: virtualizer.isScrolling,
    totalHeight: virtualizer.getTotalSize(),
    scrollTo: (ordinal) => virtualizer.scrollToIndex(ordinal, { align: 'auto' }),
  };
}
