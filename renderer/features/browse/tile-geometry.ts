/** Where tiles stand, in pixels of their own pane. */
export interface TileGeometry {
  perRow: number;
  /** Of a tile, without the gap beside it. */
  widthPx: number;
  heightPx: number;
  gapPx: number;
  paddingPx: number;
}

export const tileGapPx = 12;
export const tilePaddingPx = 16;
const narrowestTilePx = 152;
const nameHeightPx = 62;

/** As many tiles side by side as there is room for, all of one width. At least one. */
export function toTileGeometry(paneWidthPx: number): TileGeometry {
  const room = Math.max(narrowestTilePx, paneWidthPx - 2 * tilePaddingPx);
  const perRow = Math.max(1, Math.floor((room + tileGapPx) / (narrowestTilePx + tileGapPx)));
  const widthPx = Math.floor((room - (perRow - 1) * tileGapPx) / perRow);
  return {
    perRow,
    widthPx,
    heightPx: Math.round(widthPx * 0.75) + nameHeightPx,
    gapPx: tileGapPx,
    paddingPx: tilePaddingPx,
  };
}

export interface Point {
  x: number;
  y: number;
}

/** A stretch of ordinals, both ends included. */
export interface Stretch {
  from: number;
  to: number;
}

/** The tiles that a band from one point to another touches: one stretch in each row. */
export function tilesIn(a: Point, b: Point, geometry: TileGeometry, count: number): Stretch[] {
  const { perRow, widthPx, heightPx } = geometry;
  const columns = between(a.x, b.x, widthPx, geometry, perRow);
  const rows = between(a.y, b.y, heightPx, geometry, Math.ceil(count / perRow));
  if (columns === null || rows === null) return [];
  const stretches: Stretch[] = [];
  for (let row = rows.from; row <= rows.to; row += 1) {
    const from = row * perRow + columns.from;
    const to = Math.min(count - 1, row * perRow + columns.to);
    if (from <= to) stretches.push({ from, to });
  }
  return stretches;
}

/** Which of `most` equal pieces of a line, with gaps between them, lie between two points of it; null: none. */
function between(
  a: number,
  b: number,
  sizePx: number,
  { gapPx, paddingPx }: TileGeometry,
  most: number,
): Stretch | null {
  const step = sizePx + gapPx;
  const low = Math.min(a, b) - paddingPx;
  const high = Math.max(a, b) - paddingPx;
  // One that ends before the band begins is left out.
  const from = Math.max(0, Math.floor((low + gapPx) / step));
  const to = Math.min(most - 1, Math.floor(high / step));
  return high < 0 || from > to ? null : { from, to };
}
