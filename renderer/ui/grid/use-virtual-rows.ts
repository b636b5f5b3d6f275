import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';

type Options = Omit<Parameters<typeof useVirtualizer<HTMLDivElement, HTMLDivElement>>[0], 'estimateSize'>;
type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** All rows are `rowHeightPx` high. */
export function useVirtualRows(rowHeightPx: number, options: Options): RowVirtualizer {
  // Its functions change, which only breaks code memoized by the React Compiler; we don't use it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer: RowVirtualizer = useVirtualizer({ ...options, estimateSize: () => rowHeightPx });
  useLayoutEffect(() => remeasure(virtualizer, rowHeightPx), [virtualizer, rowHeightPx]);
  return virtualizer;
}

/** The virtualizer caches each row's height. */
function remeasure(virtualizer: RowVirtualizer, rowHeightPx: number): void {
  const first = virtualizer.measurementsCache[0];
  if (first !== undefined && first.size !== rowHeightPx) virtualizer.measure();
}
