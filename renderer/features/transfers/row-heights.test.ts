import { expect, it } from 'vitest';
import { createRowHeights } from './row-heights.ts';

/** The reference result, by adding up all heights. */
function addUp(heights: readonly number[], index: number): number {
  return heights.slice(0, index).reduce((sum, px) => sum + px, 0);
}

it('offsets and indexes equal those of adding up all heights', () => {
  const heights = Array.from({ length: 60 }, () => 36);
  const found = createRowHeights(36);
  for (const [index, px] of [
    [0, 48],
    [30, 120],
    [31, 90],
    [59, 20],
    [7, 30],
  ] as const) {
    heights[index] = px;
    expect(found.setHeight(index, px)).toBe(true);
    expect(found.setHeight(index, px)).toBe(false);
  }
  for (let index = 0; index <= heights.length; index += 1)
    expect(found.offsetOf(index)).toBe(addUp(heights, index));
  for (const [index, px] of heights.entries()) {
    const top = addUp(heights, index);
    expect([found.indexAt(top), found.indexAt(top + px - 1), found.heightOf(index)]).toEqual([
      index,
      index,
      px,
    ]);
  }
});

it('a row that returns to the default height is removed', () => {
  const found = createRowHeights(36);
  found.setHeight(2, 100);
  expect(found.offsetOf(100_000)).toBe(100_000 * 36 + 64);
  found.setHeight(2, 36);
  expect(found.offsetOf(100_000)).toBe(100_000 * 36);
  expect(found.indexAt(36 * 5)).toBe(5);
});
