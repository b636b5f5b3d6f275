import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** 0 is the most compact, `levels` - 1 the richest. Measured, because text length depends on the language. */
export function useFittingLevel(element: RefObject<HTMLElement | null>, levels: number): number {
  const [level, setLevel] = useState(levels - 1);
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
      // After layout and before paint, so render synchronously to avoid a visible jump.
      if (next !== level) flushSync(() => setLevel(next));
    };
    // It also reports the initial size.
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    for (const button of target.querySelectorAll('button')) observer.observe(button);
    return () => observer.disconnect();
  }, [element, level, levels]);
  return level;
}
