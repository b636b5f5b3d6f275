import type { PDFDocumentProxy } from 'pdfjs-dist';
import { createNearDrawing, type NearDrawing, type Page, toSize } from './draw-near.ts';
import { toScale, toZoom } from './measure.ts';
import { createPagePicture } from './page-picture.ts';

const maxPages = 5_000;
const gapPx = 8;

export interface Pages {
  readonly count: number;
  readonly isCut: boolean;
  readonly firstDrawn: Promise<void>;
  go(page: number): void;
  step(by: -1 | 1): void;
  zoom(by: -1 | 0 | 1): void;
}

interface PagesParts {
  scroller: HTMLElement;
  list: HTMLElement;
  onAt: (page: number, zoomPercent: number) => void;
}

/** Pages have the size of the first until they are read; only those near the viewport are drawn. */
export async function createPages(
  source: PDFDocumentProxy,
  { scroller, list, onAt }: PagesParts,
): Promise<Pages> {
  const firstSize = toSize(await source.getPage(1));
  const pages = makePages(Math.min(source.numPages, maxPages));
  let zoom = 1;

  const scaleOf = ({ size }: Page): number =>
    toScale(size ?? firstSize, scroller.clientWidth - 2 * gapPx, zoom);
  const layOut = (page: Page): void => {
    const { width, height } = page.size ?? firstSize;
    const scale = scaleOf(page);
    page.element.style.width = `${width * scale}px`;
    page.element.style.height = `${height * scale}px`;
  };
  const toCurrent = (): number => findCurrent(pages, scroller);
  const report = (): void => onAt(toCurrent() + 1, Math.round(zoom * 100));
  const drawing = createNearDrawing({ source, pages, scaleOf, onRead: layOut, toCurrent });

  const layOutAll = (): void => {
    const held = pages[toCurrent()]?.element;
    const part = held === undefined ? 0 : (scroller.scrollTop - held.offsetTop) / (held.offsetHeight || 1);
    pages.forEach(layOut);
    if (held !== undefined) scroller.scrollTop = held.offsetTop + part * held.offsetHeight;
    report();
    void drawing.draw();
  };
  const go = (page: number): void => {
    const at = Math.min(Math.max(page, 1), pages.length) - 1;
    scroller.scrollTop = (pages[at]?.element.offsetTop ?? 0) - gapPx;
  };

  pages.forEach(layOut);
  list.append(...pages.map(({ element }) => element));
  watchNear(pages, scroller, drawing);
  scroller.addEventListener('scroll', report, { passive: true });
  new ResizeObserver(layOutAll).observe(scroller);

  return {
    count: pages.length,
    isCut: source.numPages > pages.length,
    firstDrawn: drawing.firstDrawn,
    go,
    step: (by) => go(toCurrent() + 1 + by),
    zoom(by) {
      zoom = toZoom(zoom, by);
      layOutAll();
    },
  };
}

function makePages(count: number): Page[] {
  return Array.from({ length: count }, (_, at): Page => {
    const element = document.createElement('div');
    element.setAttribute('role', 'listitem');
    element.ariaPosInSet = String(at + 1);
    element.ariaSetSize = String(count);
    return { element, picture: createPagePicture(element), size: null, drawnScale: null };
  });
}

function watchNear(pages: readonly Page[], scroller: HTMLElement, drawing: NearDrawing): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        drawing.setNear(Number(target.ariaPosInSet) - 1, isIntersecting);
      void drawing.draw();
    },
    { root: scroller, rootMargin: '60% 0px' },
  );
  for (const { element } of pages) watcher.observe(element);
}

/** At a third of the viewport's height, from 0: people rarely read at the edge. */
function findCurrent(pages: readonly Page[], scroller: HTMLElement): number {
  const edgePx = scroller.scrollTop + scroller.clientHeight / 3;
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pages[middle]?.element.offsetTop ?? 0) <= edgePx) low = middle;
    else high = middle - 1;
  }
  return low;
}
