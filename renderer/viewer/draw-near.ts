import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Size } from './measure.ts';
import type { PagePicture } from './page-picture.ts';

export interface Page {
  element: HTMLElement;
  picture: PagePicture;
  /** In points; null until read. */
  size: Size | null;
  drawnScale: number | null;
}

export interface NearDrawing {
  setNear(at: number, isNear: boolean): void;
  /** Draws pages in that area that aren't drawn at the current scale. */
  draw(): Promise<void>;
  readonly firstDrawn: Promise<void>;
}

interface DrawingParts {
  source: PDFDocumentProxy;
  pages: readonly Page[];
  scaleOf: (page: Page) => number;
  onRead: (page: Page) => void;
  toCurrent: () => number;
}

/** One at a time, starting with the current page. */
export function createNearDrawing({ source, pages, scaleOf, onRead, toCurrent }: DrawingParts): NearDrawing {
  const near = new Set<number>();
  const { promise: firstDrawn, resolve: onFirstDrawn } = Promise.withResolvers<void>();
  let isDrawing = false;

  const drawOne = async (at: number, page: Page): Promise<void> => {
    // Set first, so that a failed page isn't retried at this scale.
    page.drawnScale = scaleOf(page);
    try {
      const read = await source.getPage(at + 1);
      if (page.size === null) {
        page.size = toSize(read);
        onRead(page);
        page.drawnScale = scaleOf(page);
      }
      await page.picture.draw(read, page.drawnScale);
      if (!near.has(at)) forget(page);
    } catch {
      // Canceled or not drawable; continue with the others.
    }
    onFirstDrawn();
  };
  const toNext = (): number | undefined => {
    const current = toCurrent();
    const due = [...near].filter((at) => {
      const page = pages[at];
      return page !== undefined && page.drawnScale !== scaleOf(page);
    });
    return due.toSorted((a, b) => Math.abs(a - current) - Math.abs(b - current))[0];
  };

  return {
    firstDrawn,
    setNear(at, isNear) {
      const page = pages[at];
      if (page === undefined) return;
      if (isNear) near.add(at);
      else if (near.delete(at)) forget(page);
    },
    async draw() {
      if (isDrawing) return;
      isDrawing = true;
      for (let at = toNext(); at !== undefined; at = toNext()) {
        const page = pages[at];
        if (page !== undefined) await drawOne(at, page);
      }
      isDrawing = false;
    },
  };
}

const isReal = (side: number): boolean => Number.isFinite(side) && side > 0;

export function toSize(page: PDFPageProxy): Size {
  const { width, height } = page.getViewport({ scale: 1 });
  return isReal(width) && isReal(height) ? { width, height } : { width: 595, height: 842 };
}

function forget(page: Page): void {
  page.picture.clear();
  page.drawnScale = null;
}
