import { getDocument, PDFWorker, PDFDataRangeTransport, VerbosityLevel } from 'pdfjs-dist';
import { type FromViewer, parseToViewer, passedKeys, type ViewerFailure } from './messages.ts';
import { createPages, type Pages } from './pages.ts';
import { NotRead, openFile, rangeBytes, TooLarge } from './read-file.ts';

/**
 * Shows the PDF that lies at the root of its own origin, content://<ticket>/, in a frame that can reach nothing else:
 * its policy lets it fetch from that origin only, and it has no bridge. Nothing of what a PDF may ask for is there:
 * scripts, links, forms, embedded files. See shell/content-headers.ts.
 */
const tell = (message: FromViewer): void => parent.postMessage(message, '*');

let isOver = false;
function fail(error: unknown): void {
  if (isOver) return;
  isOver = true;
  tell({ say: 'failed', why: toFailure(error) });
}

function toFailure(error: unknown): ViewerFailure {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name === 'PasswordException') return 'password';
  if (error instanceof TooLarge || /allocation|Invalid (typed )?array length/i.test(message))
    return 'tooLarge';
  return error instanceof NotRead ? 'notRead' : 'damaged';
}

/**
 * The two fonts that no system has to have. pdf.js is not told where fonts lie: it would put the others' addresses into
 * the page, which lie nowhere.
 */
class OwnFonts {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const response = kind === 'standardFontDataUrl' ? await fetch(`./${filename}`) : null;
    if (response?.ok !== true) throw new Error(`no ${filename}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

const tellAt = (page: number, zoomPercent: number): void => tell({ say: 'at', page, zoomPercent });

/** A picture takes four bytes for each, as elsewhere. */
const maxImagePixels = 64_000_000;

async function show(): Promise<Pages> {
  const own = new URL('./', location.href).href;
  const worker = new Worker(toScriptUrl(`${own}worker.js`), { type: 'module' });
  worker.addEventListener('error', fail);
  const file = await openFile(new URL('/', location.href).href, fail);
  const task = getDocument({
    ...(file instanceof PDFDataRangeTransport ? { range: file } : { data: file }),
    worker: PDFWorker.create({ port: worker }),
    rangeChunkSize: rangeBytes,
    disableStream: true,
    disableAutoFetch: true,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    wasmUrl: own,
    BinaryDataFactory: OwnFonts,
    maxImageSize: maxImagePixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  const [scroller, list] = [
    document.querySelector('main'),
    document.querySelector<HTMLElement>('[role=list]'),
  ];
  if (scroller === null || list === null) throw new Error('not our page');
  return createPages(await task.promise, { scroller, list, onAt: tellAt });
}

/** The only script that may be named at run time. */
function toScriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies };
  return (
    trustedTypes?.createPolicy('worker', { createScriptURL: (text) => text }).createScriptURL(url) ?? url
  );
}
interface TrustedTypePolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (text: string) => string },
  ): {
    /** A trusted object, which types of the browser take for a string. */
    createScriptURL(text: string): string;
  };
}

function onKeyDown(event: KeyboardEvent, pages: Pages): void {
  const act = toAct(event, pages);
  if (act === null) return;
  event.preventDefault();
  act();
}

function toAct(
  { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent,
  pages: Pages,
): (() => void) | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === 'PageDown') return () => pages.step(1);
  if (key === 'PageUp') return () => pages.step(-1);
  if (key === 'Home') return () => pages.go(1);
  if (key === 'End') return () => pages.go(pages.count);
  if (key === '+' || key === '=') return () => pages.zoom(1);
  if (key === '-') return () => pages.zoom(-1);
  if (key === '0') return () => pages.zoom(0);
  const scroller = document.querySelector('main');
  const isWide = scroller !== null && scroller.scrollWidth > scroller.clientWidth;
  const passed = passedKeys.find((one) => one === key && !(isWide && one.startsWith('Arrow')));
  return passed === undefined ? null : () => tell({ say: 'key', key: passed, shift: shiftKey });
}

/** The picture that stands in for the pages goes when the first of them is there; one that takes long is waited for in sight. */
const longestMs = 2_000;

void show().then(async (pages) => {
  await Promise.race([pages.firstDrawn, new Promise((resolve) => setTimeout(resolve, longestMs))]);
  tell({ say: 'shown', pages: pages.count, isCut: pages.isCut });
  window.addEventListener('keydown', (event) => onKeyDown(event, pages));
  window.addEventListener('message', (event) => {
    if (event.source !== parent) return;
    const order = parseToViewer(event.data);
    if (order?.do === 'go') pages.go(order.page);
    if (order?.do === 'zoom') pages.zoom(order.by);
  });
}, fail);
