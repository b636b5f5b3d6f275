import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createRowHeights, type RowHeights } from './row-heights.ts';

export interface VisibleRange {
  readonly from: number;
  readonly to: number;
  readonly heights: RowHeights;
}

/** Rendered beyond each edge, so that small scroll steps show no gap. */
const overscan = 6;

export function useVisibleRange(
  count: number,
  defaultHeightPx: number,
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): VisibleRange {
  const [tracker] = useState(() => createRangeTracker(defaultHeightPx));
  const range = useSyncExternalStore(tracker.subscribe, tracker.range);
  // Heights are known only after rendering, and may change how many rows are visible.
  useLayoutEffect(() => tracker.measure(count, scroller.current, list.current));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || list.current === null) return;
    const onScroll = () => tracker.update(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(() => tracker.measure(null, element, list.current));
    observer.observe(element);
    observer.observe(list.current);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [tracker, list, scroller]);
  return range;
}

/** Listeners run within the scroll event, so that the new rows are rendered in the same frame. */
function createRangeTracker(defaultHeightPx: number) {
  const heights = createRowHeights(defaultHeightPx);
  const listeners = new Set<() => void>();
  let range: VisibleRange = { from: 0, to: 40, heights };
  let count = 0;

  function setRange(next: VisibleRange): void {
    range = next;
    for (const listener of listeners) listener();
  }

  function update({ scrollTop, clientHeight }: HTMLElement): void {
    const from = Math.max(0, heights.indexAt(scrollTop) - overscan);
    const to = Math.min(count, heights.indexAt(scrollTop + clientHeight) + 1 + overscan);
    if (from !== range.from || to !== range.to) setRange({ from, to, heights });
  }

  return {
    range: () => range,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    update,
    /** null: the number of rows is unchanged. */
    measure(rows: number | null, scroller: HTMLElement | null, list: HTMLElement | null): void {
      count = rows ?? count;
      if (scroller === null || list === null) return;
      if (measureRows(heights, scroller, list)) setRange({ ...range });
      update(scroller);
    },
  };
}

/** Returns whether any height has changed. */
function measureRows(heights: RowHeights, scroller: HTMLElement, list: HTMLElement): boolean {
  const first = heights.indexAt(scroller.scrollTop);
  const before = heights.offsetOf(first);
  let changed = false;
  for (const row of list.querySelectorAll<HTMLElement>('[data-index]')) {
    changed = heights.setHeight(Number(row.dataset.index), row.offsetHeight) || changed;
  }
  const shift = heights.offsetOf(first) - before;
  if (shift !== 0) scroller.scrollTop += shift;
  return changed;
}
