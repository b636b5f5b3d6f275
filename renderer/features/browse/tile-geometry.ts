/** In pixels of the pane. */
export interface TileGeometry {
  perRow: number;
  widthPx: number;
  heightPx: number;
  gapPx: number;
  paddingPx: number;
}

export const tileGapPx = 12;
export const tilePaddingPx = 16;
const narrowestTilePx = 152;
const nameHeightPx = 62;

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

/** A range of ordinals, inclusive. */
export interface Stretch {
  from: number;
  to: number;
}

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

/** Segments are separated by gaps; null: none. */
function between(
  a: number,
  b: number,
  sizePx: number,
  { gapPx, paddingPx }: TileGeometry,
  max: number,
): Stretch | null {
  const step = sizePx + gapPx;
  const low = Math.min(a, b) - paddingPx;
  const high = Math.max(a, b) - paddingPx;
  const from = Math.max(0, Math.floor((low + gapPx) / step));
  const to = Math.min(max - 1, Math.floor(high / step));
  return high < 0 || from > to ? null : { from, to };
}
