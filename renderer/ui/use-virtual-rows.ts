import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';

type Options = Omit<Parameters<typeof useVirtualizer<HTMLDivElement, HTMLDivElement>>[0], 'estimateSize'>;
type Lines = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** The lines in sight of a long list, and a few more: only those are in the page. All are `lineHeightPx` high. */
export function useVirtualRows(lineHeightPx: number, options: Options): Lines {
  // It returns functions that change, which only harms what the React Compiler memoizes; nothing here is compiled by it.
  // oxlint-disable-next-line react/incompatible-library
  const lines: Lines = useVirtualizer({ ...options, estimateSize: () => lineHeightPx });
  useLayoutEffect(() => remeasure(lines, lineHeightPx), [lines, lineHeightPx]);
  return lines;
}

/** Lines keep the height they had when they were first met. */
function remeasure(lines: Lines, lineHeightPx: number): void {
  const first = lines.measurementsCache[0];
  if (first !== undefined && first.size !== lineHeightPx) lines.measure();
}
