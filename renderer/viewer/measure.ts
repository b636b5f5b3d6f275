export interface Size {
  width: number;
  height: number;
}

/** Points of a PDF are 1/72 inch, pixels of a page 1/96. */
const pixelsPerPoint = 96 / 72;
/** So much larger than on paper at most, where the window is wide. */
const maxEnlarged = 1.25;
/** A file may name any size for a page: one of a kilometer is shown small. */
const maxHeightPx = 20_000;
/** Of a canvas: four bytes each. */
const maxPixels = 8_000_000;
const maxSidePx = 8_192;

/** How many pixels of the screen a point takes where the page fills the width, times `zoom`. */
export function toScale(page: Size, availablePx: number, zoom: number): number {
  const filling = Math.min(availablePx / page.width, pixelsPerPoint * maxEnlarged);
  return Math.min(filling * zoom, maxHeightPx / page.height, maxHeightPx / page.width);
}

/** How many pixels of the canvas stand for one of the screen: as fine as the screen, while that can be held. */
export function toSharpness(shown: Size, pixelRatio: number): number {
  return Math.min(
    pixelRatio,
    Math.sqrt(maxPixels / (shown.width * shown.height)),
    maxSidePx / shown.width,
    maxSidePx / shown.height,
  );
}

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** The next step in a direction; 0: back to the width. */
export function toZoom(zoom: number, by: -1 | 0 | 1): number {
  if (by === 0) return 1;
  const next = by > 0 ? zooms.find((step) => step > zoom) : zooms.findLast((step) => step < zoom);
  return next ?? zoom;
}
