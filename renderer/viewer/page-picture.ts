import { type PDFPageProxy, type RenderTask, TextLayer } from 'pdfjs-dist';
import { toSharpness } from './measure.ts';

/** The previous picture stays until the new one is complete. */
export interface PagePicture {
  draw(page: PDFPageProxy, scale: number): Promise<void>;
  clear(): void;
}

export function createPagePicture(element: HTMLElement): PagePicture {
  let task: RenderTask | null = null;
  let text: TextLayer | null = null;
  let shown: HTMLElement[] = [];

  const stop = (): void => {
    task?.cancel();
    task = null;
    text?.cancel();
    text = null;
  };
  const show = (parts: HTMLElement[]): void => {
    for (const part of shown) {
      if (part instanceof HTMLCanvasElement) part.width = 0;
      part.remove();
    }
    shown = parts;
    element.append(...parts);
  };

  return {
    async draw(page, scale) {
      stop();
      const viewport = page.getViewport({ scale });
      const sharp = page.getViewport({ scale: scale * toSharpness(viewport, devicePixelRatio) });
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.floor(sharp.width));
      canvas.height = Math.max(1, Math.floor(sharp.height));
      task = page.render({ canvas, viewport: sharp });
      await task.promise;
      task = null;
      const layer = document.createElement('div');
      layer.className = 'textLayer';
      element.style.setProperty('--total-scale-factor', String(scale));
      show([canvas, layer]);
      text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
      // A page without a text layer is still usable.
      await text.render().catch(() => {});
    },
    clear() {
      stop();
      show([]);
    },
  };
}
