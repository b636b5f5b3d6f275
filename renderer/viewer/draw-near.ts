import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Size } from './measure.ts';
import type { PagePicture } from './page-picture.ts';

export interface Page {
  element: HTMLElement;
  picture: PagePicture;
  /** In points; null before it was read. */
  size: Size | null;
  /** What is drawn, or failed to be. */
  drawnScale: number | null;
}

export interface NearDrawing {
  /** A page came into view, or nearly, or left it. */
  setNear(at: number, isNear: boolean): void;
  /** Draws what is near and not drawn as large as it is shown now. */
  draw(): Promise<void>;
  /** The first picture is there, or won't be. */
  readonly firstDrawn: Promise<void>;
}

interface DrawingParts {
  source: PDFDocumentProxy;
  pages: readonly Page[];
  scaleOf: (page: Page) => number;
  /** It was read, so its size is known. */
  onRead: (page: Page) => void;
  /** Where the person looks, from 0. */
  toCurrent: () => number;
}

/** Keeps a picture of the pages in view, one drawn after the other from the one that is looked at on; of the others none. */
export function createNearDrawing({ source, pages, scaleOf, onRead, toCurrent }: DrawingParts): NearDrawing {
  const near = new Set<number>();
  const { promise: firstDrawn, resolve: onFirstDrawn } = Promise.withResolvers<void>();
  let isDrawing = false;

  const drawOne = async (at: number, page: Page): Promise<void> => {
    // Whatever becomes of it, it is not tried at this size a second time.
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
      // It was passed over, or can't be drawn: the others can.
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
