export interface Size {
  width: number;
  height: number;
}

/** A PDF point is 1/72 inch, a CSS pixel 1/96. */
const pixelsPerPoint = 96 / 72;
/** The largest enlargement over paper size in a wide window. */
const maxEnlarged = 1.25;
/** A PDF may declare any page size, so limit it. */
const maxHeightPx = 20_000;
/** For a canvas, at four bytes per pixel. */
const maxPixels = 8_000_000;
const maxSidePx = 8_192;

/** CSS pixels per point if the page fills the width, times `zoom`. */
export function toScale(page: Size, availablePx: number, zoom: number): number {
  const filling = Math.min(availablePx / page.width, pixelsPerPoint * maxEnlarged);
  return Math.min(filling * zoom, maxHeightPx / page.height, maxHeightPx / page.width);
}

/** Canvas pixels per CSS pixel: the screen's resolution, as memory allows. */
export function toSharpness(shown: Size, pixelRatio: number): number {
  return Math.min(
    pixelRatio,
    Math.sqrt(maxPixels / (shown.width * shown.height)),
    maxSidePx / shown.width,
    maxSidePx / shown.height,
  );
}

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** The next zoom step; 0: back to the width. */
export function toZoom(zoom: number, by: -1 | 0 | 1): number {
  if (by === 0) return 1;
  const next = by > 0 ? zooms.find((step) => step > zoom) : zooms.findLast((step) => step < zoom);
  return next ?? zoom;
}
