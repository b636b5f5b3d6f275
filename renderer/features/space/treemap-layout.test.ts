import { expect, test } from 'vitest';
import type { TreeNode } from '../../../electron/contract/found.ts';
import { layOut, nextTile } from './treemap-layout.ts';

const node = (name: string, parent: number | null, sizeBytes: number): TreeNode => ({
  parent,
  item: { driveId: 'd', itemId: name },
  name,
  kind: parent === null || sizeBytes > 100 ? 'folder' : 'file',
  sizeBytes,
  files: 1,
  hasMore: false,
});

const nodes = [
  node('drive', null, 1000),
  node('Photos', 0, 600),
  node('Summer', 1, 400),
  node('Winter', 1, 200),
  node('Films', 0, 300),
  node('a.txt', 0, 100),
  node('empty', 0, 0),
];

test('tiles have proportional areas, largest first, inside the map and without overlap', () => {
  const tiles = layOut(nodes, 800, 500);
  expect(tiles.map(({ node: { name } }) => name)).toEqual(['Photos', 'Films', 'a.txt']);
  const area = (at: number) => (tiles[at]?.width ?? 0) * (tiles[at]?.height ?? 0);
  expect(area(0) / area(1)).toBeGreaterThan(1.8);
  expect(area(0) / area(1)).toBeLessThan(2.2);
  for (const [at, tile] of tiles.entries()) {
    expect(tile.left + tile.width).toBeLessThanOrEqual(800);
    expect(tile.top + tile.height).toBeLessThanOrEqual(500);
    for (const other of tiles.slice(at + 1)) {
      const isApart =
        tile.left + tile.width <= other.left ||
        other.left + other.width <= tile.left ||
        tile.top + tile.height <= other.top ||
        other.top + other.height <= tile.top;
      expect(isApart).toBe(true);
    }
  }
  expect(tiles[0]?.parts.map(({ name }) => name)).toEqual(['Summer', 'Winter']);
  expect(layOut([], 800, 500)).toEqual([]);
});

test('arrows move to the neighbor in that direction and stop at the edge', () => {
  const tiles = [
    { left: 0, top: 0, width: 100, height: 200 },
    { left: 100, top: 0, width: 100, height: 100 },
    { left: 100, top: 100, width: 100, height: 100 },
  ];
  expect(nextTile(tiles, 0, 'ArrowLeft')).toBe(0);
  expect([1, 2]).toContain(nextTile(tiles, 0, 'ArrowRight'));
  expect(nextTile(tiles, 1, 'ArrowDown')).toBe(2);
  expect(nextTile(tiles, 2, 'ArrowUp')).toBe(1);
  expect(nextTile(tiles, 2, 'ArrowLeft')).toBe(0);
});
