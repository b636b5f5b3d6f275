/** The parts of the window that F6 walks through, in order. Each is marked with `data-pane`. */
export const paneOrder = ['places', 'commands', 'path', 'files', 'preview', 'transfers'] as const;
export type Pane = (typeof paneOrder)[number] | 'filter' | 'search';

const focusable =
  '[tabindex="0"], button:not([disabled], [tabindex="-1"]), input:not([hidden], [disabled]), a[href]';

/** Gives a pane the focus; false where it is not on screen or has nothing to focus. */
export function focusPane(pane: Pane): boolean {
  const root = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  if (root === null || root.offsetParent === null) return false;
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
  const here = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane'];
  const start = paneOrder.findIndex((pane) => pane === here);
  for (let tried = 1; tried <= paneOrder.length; tried += 1) {
    const at = (start + step * tried + paneOrder.length * 2) % paneOrder.length;
    const pane = paneOrder[at];
    if (pane !== undefined && focusPane(pane)) return;
  }
}
