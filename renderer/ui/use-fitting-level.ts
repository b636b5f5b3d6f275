import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * The richest layout whose buttons fit into an element that cuts off what does not: 0 is the barest, `levels` - 1 the
 * richest. Measured, because words are as long as their language makes them.
 */
export function useFittingLevel(element: RefObject<HTMLElement | null>, levels: number): number {
  const [level, setLevel] = useState(levels - 1);
  /** What each level needed when it did not fit. */
  const needed = useRef<(number | undefined)[]>([]);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () => {
      const { scrollWidth, clientWidth } = target;
      const isTooWide = scrollWidth > clientWidth;
      if (isTooWide) needed.current[level] = scrollWidth;
      const hasRoom = !isTooWide && level < levels - 1 && (needed.current[level + 1] ?? 0) <= clientWidth;
      const next = isTooWide ? Math.max(0, level - 1) : hasRoom ? level + 1 : level;
      // After layout and before paint: drawn at once, nothing is seen to jump.
      if (next !== level) flushSync(() => setLevel(next));
    };
    // An observer reports at the start, too.
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    for (const button of target.querySelectorAll('button')) observer.observe(button);
    return () => observer.disconnect();
  }, [element, level, levels]);
  return level;
}
