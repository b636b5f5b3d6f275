import { expect, test } from 'vitest';
import { tilesIn, toTileGeometry } from './tile-geometry.ts';

const geometry = { perRow: 4, widthPx: 100, heightPx: 80, gapPx: 10, paddingPx: 20 };
const touched = (ax: number, ay: number, bx: number, by: number, count = 10) =>
  tilesIn({ x: ax, y: ay }, { x: bx, y: by }, geometry, count).map(({ from, to }) => [from, to]);

test('tiles share the width, at least one per row', () => {
  expect(toTileGeometry(1040).perRow).toBe(6);
  const { perRow, widthPx, gapPx, paddingPx } = toTileGeometry(1040);
  expect(perRow * widthPx + (perRow - 1) * gapPx + 2 * paddingPx).toBeLessThanOrEqual(1040);
  expect(toTileGeometry(0).perRow).toBe(1);
});

test('a rubber band selects what it touches, from any corner', () => {
  expect(touched(0, 0, 25, 25)).toEqual([[0, 0]]);
  expect(touched(125, 25, 235, 110)).toEqual([
    [1, 1],
    [5, 5],
  ]);
  expect(touched(340, 200, 130, 30)).toEqual([
    [1, 2],
    [5, 6],
    [9, 9],
  ]);
});

test('a band between, beside, or below tiles selects nothing', () => {
  expect(touched(121, 30, 128, 60)).toEqual([]);
  expect(touched(0, 0, 15, 300)).toEqual([]);
  expect(touched(470, 0, 600, 300)).toEqual([]);
  expect(touched(0, 300, 600, 500)).toEqual([]);
  expect(touched(0, 0, 600, 600, 0)).toEqual([]);
});

test('an incomplete row ends with its last tile', () => {
  expect(touched(0, 200, 600, 300)).toEqual([[8, 9]]);
  expect(touched(250, 200, 600, 300)).toEqual([]);
});
