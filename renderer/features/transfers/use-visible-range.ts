import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createLineHeights, type LineHeights } from './line-heights.ts';

/** The lines that are drawn, [from, to): those in sight and a few more. */
export interface Sight {
  readonly from: number;
  readonly to: number;
  readonly heights: LineHeights;
}

/** Beyond the edge, so that a small step shows no gap. */
const spare = 6;

/**
 * Which of many lines are drawn. They may be of any height: each is measured where it is drawn, as the element
 * with its number in `data-index` within `list`, where they stand one under the other; and what is in sight stays
 * where it is when one above it grows.
 */
export function useSight(
  count: number,
  usualPx: number,
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): Sight {
  const [watch] = useState(() => createWatch(usualPx));
  const sight = useSyncExternalStore(watch.subscribe, watch.sight);
  // What was drawn has its heights only now; and fewer lines, or more, may be in sight than were drawn.
  useLayoutEffect(() => watch.measure(count, scroller.current, list.current));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || list.current === null) return;
    const scrolled = () => watch.look(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    const observer = new ResizeObserver(() => watch.measure(null, element, list.current));
    observer.observe(element);
    observer.observe(list.current);
    return () => {
      element.removeEventListener('scroll', scrolled);
      observer.disconnect();
    };
  }, [watch, list, scroller]);
  return sight;
}

/** Follows where the list stands. Whoever subscribed draws in the same frame: nobody sees the list without its lines. */
function createWatch(usualPx: number) {
  const heights = createLineHeights(usualPx);
  const sinks = new Set<() => void>();
  let sight: Sight = { from: 0, to: 40, heights };
  let count = 0;

  function show(next: Sight): void {
    sight = next;
    for (const sink of sinks) sink();
  }

  function look({ scrollTop, clientHeight }: HTMLElement): void {
    const from = Math.max(0, heights.indexAt(scrollTop) - spare);
    const to = Math.min(count, heights.indexAt(scrollTop + clientHeight) + 1 + spare);
    if (from !== sight.from || to !== sight.to) show({ from, to, heights });
  }

  return {
    sight: () => sight,
    subscribe: (sink: () => void) => {
      sinks.add(sink);
      return () => void sinks.delete(sink);
    },
    look,
    /** null: as many lines as before. */
    measure(lines: number | null, scroller: HTMLElement | null, list: HTMLElement | null): void {
      count = lines ?? count;
      if (scroller === null || list === null) return;
      if (noteAll(heights, scroller, list)) show({ ...sight });
      look(scroller);
    },
  };
}

/** Whether anything was of another height than known. */
function noteAll(heights: LineHeights, scroller: HTMLElement, list: HTMLElement): boolean {
  const first = heights.indexAt(scroller.scrollTop);
  const before = heights.offsetOf(first);
  let isNew = false;
  for (const line of list.querySelectorAll<HTMLElement>('[data-index]')) {
    isNew = heights.note(Number(line.dataset.index), line.offsetHeight) || isNew;
  }
  const shift = heights.offsetOf(first) - before;
  if (shift !== 0) scroller.scrollTop += shift;
  return isNew;
}
