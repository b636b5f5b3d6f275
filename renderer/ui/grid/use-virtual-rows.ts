import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';

type Options = Omit<Parameters<typeof useVirtualizer<HTMLDivElement, HTMLDivElement>>[0], 'estimateSize'>;
type Lines = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** All lines are `lineHeightPx` high. */
export function useVirtualRows(lineHeightPx: number, options: Options): Lines {
  // Its functions change, which only breaks code memoized by the React Compiler; we don't use it.
  // oxlint-disable-next-line react/incompatible-library
  const lines: Lines = useVirtualizer({ ...options, estimateSize: () => lineHeightPx });
  useLayoutEffect(() => remeasure(lines, lineHeightPx), [lines, lineHeightPx]);
  return lines;
}

/** The virtualizer caches each line's height. */
function remeasure(lines: Lines, lineHeightPx: number): void {
  const first = lines.measurementsCache[0];
  if (first !== undefined && first.size !== lineHeightPx) lines.measure();
}
