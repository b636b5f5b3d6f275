/** Holds only rows that differ from the default height. */
export interface RowHeights {
  /** Returns whether the height changed. */
  setHeight(index: number, px: number): boolean;
  heightOf(index: number): number;
  /** Pixels above a row; for the index after the last row, the height of the list. */
  offsetOf(index: number): number;
  indexAt(offset: number): number;
}

interface Exception {
  readonly index: number;
  extra: number;
}

export function createRowHeights(defaultPx: number): RowHeights {
  const exceptions: Exception[] = [];
  let sums: number[] | null = null;

  const findException = (index: number): number =>
    firstWhere(exceptions.length, (at) => (exceptions[at]?.index ?? 0) >= index);

  function sumBefore(at: number): number {
    if (sums === null) {
      let sum = 0;
      sums = [0, ...exceptions.map(({ extra }) => (sum += extra))];
    }
    return sums[at] ?? 0;
  }

  const extraOf = (index: number): number => {
    const found = exceptions[findException(index)];
    return found?.index === index ? found.extra : 0;
  };
  const offsetOf = (index: number): number => index * defaultPx + sumBefore(findException(index));

  return {
    setHeight(index, px) {
      const extra = px - defaultPx;
      if (extraOf(index) === extra) return false;
      const at = findException(index);
      const known = exceptions[at]?.index === index ? 1 : 0;
      exceptions.splice(at, known, ...(extra === 0 ? [] : [{ index, extra }]));
      sums = null;
      return true;
    },
    heightOf: (index) => defaultPx + extraOf(index),
    offsetOf,
    indexAt(offset) {
      // The last exception at or above the offset.
      const after = firstWhere(exceptions.length, (at) => offsetOf(exceptions[at]?.index ?? 0) > offset);
      const before = exceptions[after - 1];
      if (before === undefined) return Math.floor(offset / defaultPx);
      const next = before.index + 1;
      const beyond = offset - offsetOf(next);
      return beyond < 0 ? before.index : next + Math.floor(beyond / defaultPx);
    },
  };
}

/** Binary search; the condition must be monotonic. */
function firstWhere(end: number, isTrue: (at: number) => boolean): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
