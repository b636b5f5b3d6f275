import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

type Side = 'width' | 'height';

function useElementSide(element: RefObject<HTMLElement | null>, side: Side): number {
  const [px, setPx] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    // An observer reports at the start, too, after layout and before paint: drawn at once, nothing is seen to jump.
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) flushSync(() => setPx(Math.round(entry.contentRect[side])));
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, side]);
  return px;
}

/** The width of an element in CSS pixels, known before the first paint and kept up to date; 0 until then. */
export const useElementWidth = (element: RefObject<HTMLElement | null>): number =>
  useElementSide(element, 'width');

/** The height in the same way. */
export const useElementHeight = (element: RefObject<HTMLElement | null>): number =>
  useElementSide(element, 'height');
