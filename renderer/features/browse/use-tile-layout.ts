import type { VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { usePane } from '../../state/pane.ts';
import { useElementWidth } from '../../ui/use-element-width.ts';
import { useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { type TileGeometry, toTileGeometry } from './tile-geometry.ts';

export interface TileLayout {
  geometry: TileGeometry;
  renderedRows: readonly VirtualItem[];
  from: number;
  to: number;
  totalHeight: number;
  scrollTo: (ordinal: number) => void;
}

export function useTileLayout(head: ViewHead, scroller: RefObject<HTMLDivElement | null>): TileLayout {
  const width = useElementWidth(scroller);
  const geometry = useMemo(() => toTileGeometry(width), [width]);
  const { perRow, heightPx, gapPx, paddingPx } = geometry;
  const virtualizer = useVirtualRows(heightPx + gapPx, {
    count: Math.ceil(head.count / perRow),
    getScrollElement: () => scroller.current,
    overscan: 1,
    paddingStart: paddingPx,
    paddingEnd: 48,
    scrollPaddingStart: paddingPx,
    scrollPaddingEnd: paddingPx,
  });
  const scrollTo = (ordinal: number) =>
    virtualizer.scrollToIndex(Math.floor(ordinal / perRow), { align: 'auto' });
  const { viewId } = head;
  const { now } = usePane();
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (shown.current === viewId || width === 0) return;
    const isFirst = shown.current === null;
    shown.current = viewId;
    const focus = now().selection.focus?.ordinal ?? 0;
    // After switching from the list, keep the focused item visible.
    if (isFirst && focus > 0) virtualizer.scrollToIndex(Math.floor(focus / perRow), { align: 'center' });
    else virtualizer.scrollToOffset(0);
  }, [virtualizer, now, viewId, width, perRow]);
  const renderedRows = virtualizer.getVirtualItems();
  return {
    geometry,
    renderedRows,
    from: (renderedRows[0]?.index ?? 0) * perRow,
    to: ((renderedRows.at(-1)?.index ?? 0) + 1) * perRow - 1,
    totalHeight: virtualizer.getTotalSize(),
    scrollTo,
  };
}
