import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { TreeNode } from '../../../electron/contract/found.ts';

/** In CSS pixels from the top left corner. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Tile extends Box {
  node: TreeNode;
  parts: (Box & { name: string })[];
}

export const headPx = 22;
const gapPx = 3;
/** Smaller areas are hard to point at. */
const minPx = 6;
const minPartPx = 4;

interface Branch {
  node: TreeNode;
  children: Branch[];
}

/** Areas are proportional; tiles too small to see are left out. */
export function layOut(nodes: readonly TreeNode[], width: number, height: number): Tile[] {
  const root = toBranch(nodes);
  if (root === null || width <= 0 || height <= 0) return [];
  const tree = hierarchy(root)
    .sum(({ node, children }) => (children.length === 0 ? node.sizeBytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const placed = treemap<Branch>()
    .tile(treemapSquarify)
    .size([width, height])
    .round(true)
    .paddingInner(gapPx)
    .paddingOuter(({ depth }) => (depth === 0 ? 0 : gapPx))
    .paddingTop(({ depth }) => (depth === 0 ? 0 : headPx))(tree);
  return (placed.children ?? []).flatMap((child) => {
    const box = toBox(child);
    if (Math.min(box.width, box.height) < minPx) return [];
    return [{ ...box, node: child.data.node, parts: toParts(child) }];
  });
}

function toBranch(nodes: readonly TreeNode[]): Branch | null {
  const branches = nodes.map((node): Branch => ({ node, children: [] }));
  for (const branch of branches) {
    const { parent } = branch.node;
    if (parent !== null) branches[parent]?.children.push(branch);
  }
  return branches[0] ?? null;
}

const toBox = ({ x0, y0, x1, y1 }: HierarchyRectangularNode<Branch>): Box => ({
  left: x0,
  top: y0,
  width: x1 - x0,
  height: y1 - y0,
});

function toParts(tile: HierarchyRectangularNode<Branch>): Tile['parts'] {
  return (tile.children ?? [])
    .map((part) => ({ ...toBox(part), name: part.data.node.name }))
    .filter(({ width, height }) => Math.min(width, height) >= minPartPx)
    .map((part) => ({ ...part, left: part.left - tile.x0, top: part.top - tile.y0 }));
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** Itself if there is none. */
export function nextTile(tiles: readonly Box[], from: number, direction: Direction): number {
  const here = tiles[from];
  if (here === undefined) return from;
  const isAcross = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowLeft' || direction === 'ArrowUp' ? -1 : 1;
  let best = from;
  let min = Number.POSITIVE_INFINITY;
  for (const [at, tile] of tiles.entries()) {
    const dx = tile.left + tile.width / 2 - (here.left + here.width / 2);
    const dy = tile.top + tile.height / 2 - (here.top + here.height / 2);
    const ahead = sign * (isAcross ? dx : dy);
    if (at === from || ahead <= 0) continue;
    // Sideways distance counts double, so that arrows move along a row.
    const distance = ahead + 2 * Math.abs(isAcross ? dy : dx);
    if (distance >= min) continue;
    min = distance;
    best = at;
  }
  return best;
}
