/** The parts of the window that F6 walks through, in order. Each is marked with `data-pane`. */
export const paneOrder = [
  'places',
  'commands',
  'path',
  'page',
  'files',
  'preview',
  'tour',
  'transfers',
] as const;
export type Pane = (typeof paneOrder)[number] | 'filter' | 'search';

const focusable =
  '[tabindex="0"], button:not([disabled], [tabindex="-1"]), input:not([hidden], [disabled]), a[href]';

/** Where there are two of it, the one that commands act on: `data-active` marks what both are in. */
export function findPane(pane: Pane): HTMLElement | null {
  const named = `[data-pane="${pane}"]`;
  return document.querySelector(`[data-active="true"] ${named}`) ?? document.querySelector(named);
}

/** Gives a pane the focus; false where it is not on screen or has nothing to focus. */
export function focusPane(pane: Pane): boolean {
  const root = findPane(pane);
  return root !== null && focusIn(root);
}

function focusIn(root: HTMLElement): boolean {
  if (root.offsetParent === null) return false;
  const target = root.matches(focusable) ? root : root.querySelector<HTMLElement>(focusable);
  target?.focus();
  return target !== null;
}

/** The first thing on the page that can take the focus, where no part of the window is known to be there. */
export function focusPage(): void {
  document.querySelector('main')?.querySelector<HTMLElement>(focusable)?.focus();
}

/** From the pane that has the focus to the next one that can take it. */
export function focusNextPane(step: 1 | -1): void {
  const stops = findStops();
  const { activeElement } = document;
  const here = stops.findIndex((stop) => stop.contains(activeElement));
  const start = here >= 0 ? here : countBefore(stops, activeElement) - (step === 1 ? 1 : 0);
  for (let tried = 1; tried <= stops.length; tried += 1) {
    const at = (start + step * tried + stops.length * 2) % stops.length;
    const stop = stops[at];
    if (stop !== undefined && focusIn(stop)) return;
  }
}

/** Of two panes of files only the lists: one press is to lead from the one to the other. */
function findStops(): HTMLElement[] {
  const isSplit = document.querySelector('[data-active="false"]') !== null;
  const names: readonly string[] = isSplit ? paneOrder.filter((pane) => pane !== 'path') : paneOrder;
  const marked = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  return marked.filter(({ dataset }) => names.includes(dataset['pane'] ?? ''));
}

const countBefore = (stops: readonly HTMLElement[], from: Element | null): number =>
  stops.filter(
    (stop) => from !== null && (stop.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  ).length;
