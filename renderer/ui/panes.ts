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

/** With two panes of files, `data-active` marks the one to use. */
export function findPane(pane: Pane): HTMLElement | null {
  const named = `[data-pane="${pane}"]`;
  return document.querySelector(`[data-active="true"] ${named}`) ?? document.querySelector(named);
}

/** Returns false if the pane isn't on screen or has nothing to focus. */
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

/** Focuses the search box, or the page as a whole, in place of a button that is about to disappear. */
export function leaveButton(): void {
  if (!focusPane('search')) findPane('page')?.focus();
}

/** Focuses the files, or the page as a whole, after a button outside them has disappeared. */
export function focusContent(): void {
  if (focusPane('files')) return;
  const page = findPane('page');
  if (page === null) focusPage();
  else page.focus();
}

export function focusDialog(): void {
  document.querySelector<HTMLElement>('[role="dialog"] [data-dialog="title"]')?.focus();
}

export function focusPage(): void {
  document.querySelector('main')?.querySelector<HTMLElement>(focusable)?.focus();
}

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

/** With two panes of files only their lists count, so that one press moves between them. */
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
