import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

type Side = 'width' | 'height';

function useElementSide(element: RefObject<HTMLElement | null>, side: Side): number {
  const [px, setPx] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    // After layout and before paint: rendered synchronously to avoid a visible jump.
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) flushSync(() => setPx(Math.round(entry.contentRect[side])));
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, side]);
  return px;
}

/** In CSS pixels, measured before the first paint; 0 until then. */
export const useElementWidth = (element: RefObject<HTMLElement | null>): number =>
  useElementSide(element, 'width');

export const useElementHeight = (element: RefObject<HTMLElement | null>): number =>
  useElementSide(element, 'height');
