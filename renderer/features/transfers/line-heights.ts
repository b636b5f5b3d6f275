/**
 * How high the lines of a long list are. Nearly all are as high as usual, so only the others are kept: a hundred
 * thousand lines cost nothing, and where any of them stands is found among the few exceptions.
 */
export interface LineHeights {
  /** What was measured; false when that was known. */
  note(index: number, px: number): boolean;
  heightOf(index: number): number;
  /** Pixels above a line; that of the line after the last is the height of all. */
  offsetOf(index: number): number;
  /** The line at a height of the list. */
  indexAt(offset: number): number;
}

interface Exception {
  readonly index: number;
  /** Pixels beyond the usual; negative for a lower line. */
  extra: number;
}

export function createLineHeights(usual: number): LineHeights {
  const exceptions: Exception[] = [];
  /** Of those before, summed up; made anew after a change. */
  let sums: number[] | null = null;

  const place = (index: number): number =>
    firstWhere(exceptions.length, (at) => (exceptions[at]?.index ?? 0) >= index);

  function sumBefore(at: number): number {
    if (sums === null) {
      let sum = 0;
      sums = [0, ...exceptions.map(({ extra }) => (sum += extra))];
    }
    return sums[at] ?? 0;
  }

  const extraOf = (index: number): number => {
    const found = exceptions[place(index)];
    return found?.index === index ? found.extra : 0;
  };
  const offsetOf = (index: number): number => index * usual + sumBefore(place(index));

  return {
    note(index, px) {
      const extra = px - usual;
      if (extraOf(index) === extra) return false;
      const at = place(index);
      const known = exceptions[at]?.index === index ? 1 : 0;
      exceptions.splice(at, known, ...(extra === 0 ? [] : [{ index, extra }]));
      sums = null;
      return true;
    },
    heightOf: (index) => usual + extraOf(index),
    offsetOf,
    indexAt(offset) {
      // The last exception that begins at or above it; from there on all are as usual.
      const after = firstWhere(exceptions.length, (at) => offsetOf(exceptions[at]?.index ?? 0) > offset);
      const before = exceptions[after - 1];
      if (before === undefined) return Math.floor(offset / usual);
      const next = before.index + 1;
      const beyond = offset - offsetOf(next);
      return beyond < 0 ? before.index : next + Math.floor(beyond / usual);
    },
  };
}

/** The first number below `end` for which it is true; it stays true once it is. */
function firstWhere(end: number, isTrue: (at: number) => boolean): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
