import { getDocument, PDFWorker, PDFDataRangeTransport, VerbosityLevel } from 'pdfjs-dist';
import { openCharacterMaps, type CharacterMaps } from './character-maps.ts';
import { type FromViewer, parseToViewer, passedKeys, type ViewerFailure } from './messages.ts';
import { createPages, type Pages } from './pages.ts';
import { NotRead, openFile, rangeBytes, TooLarge } from './read-file.ts';

/**
 * The PDF viewer, at the root of its own origin, content://<contentId>/. Its CSP allows fetching only from
 * that origin, and it has no bridge. Scripts, links, forms, and embedded files are ignored.
 */
const send = (message: FromViewer): void => parent.postMessage(message, '*');

let isOver = false;
function fail(error: unknown): void {
  if (isOver) return;
  isOver = true;
  send({ type: 'failed', reason: toFailure(error) });
}

function toFailure(error: unknown): ViewerFailure {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name === 'PasswordException') return 'password';
  if (error instanceof TooLarge || /allocation|Invalid (typed )?array length/i.test(message))
    return 'tooLarge';
  return error instanceof NotRead ? 'notRead' : 'damaged';
}

const openMaps = (): Promise<CharacterMaps> =>
  fetch('./maps.bin').then(async (response) =>
    openCharacterMaps(new Uint8Array(await response.arrayBuffer())),
  );
let maps: Promise<CharacterMaps> | null = null;

async function findMap(name: string): Promise<Uint8Array> {
  const map = (await (maps ??= openMaps()))(name);
  if (map !== undefined) return map;
  send({ type: 'partial' });
  throw new Error(`no map ${name}`);
}

/** pdf.js gets no font URL, since it would request fonts that don't exist here. */
class OwnFiles {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind === 'cMapUrl') return findMap(filename.replace('.bcmap', ''));
    const response = kind === 'standardFontDataUrl' ? await fetch(`./${filename}`) : null;
    if (response?.ok !== true) throw new Error(`no ${filename}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

const sendPosition = (page: number, zoomPercent: number): void => send({ type: 'at', page, zoomPercent });

/** Four bytes per pixel, the same limit as elsewhere. */
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
    BinaryDataFactory: OwnFiles,
    maxImageSize: maxImagePixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  const [scroller, list] = [
    document.querySelector('main'),
    document.querySelector<HTMLElement>('[role=list]'),
  ];
  if (scroller === null || list === null) throw new Error('not our page');
  return createPages(await task.promise, { scroller, list, onAt: sendPosition });
}

/** Allows only the worker's script URL. */
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
    /** The DOM types expect a string here, but it is a TrustedScriptURL. */
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
  return passed === undefined ? null : () => send({ type: 'key', key: passed, shift: shiftKey });
}

void show().then(async (pages) => {
  // Until then the placeholder picture stays.
  await pages.firstDrawn;
  send({ type: 'shown', pages: pages.count, isCut: pages.isCut });
  window.addEventListener('keydown', (event) => onKeyDown(event, pages));
  window.addEventListener('message', (event) => {
    if (event.source !== parent) return;
    const order = parseToViewer(event.data);
    if (order?.type === 'go') pages.go(order.page);
    if (order?.type === 'zoom') pages.zoom(order.by);
  });
}, fail);
