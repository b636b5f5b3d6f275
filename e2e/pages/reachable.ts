import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Not covered, and not cut off where scrolling can't reach it, placeholders included. `what` names the view in messages. */
export async function expectReachable(page: Page, what: string): Promise<void> {
  expect(await page.evaluate(findUnreachable), what).toEqual([]);
}

/** Runs in the page, so it can't use anything outside. */
function findUnreachable(): string[] {
  const all =
    'button, a[href], input, [role="menuitem"], [role="row"], [role="status"], [role="alert"], footer span';
  const minSpace = 24;

  const isShown = (element: HTMLElement): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    getComputedStyle(element).pointerEvents !== 'none' &&
    element.closest('[aria-hidden="true"], [data-tabster-dummy]') === null;
  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

  /** "away": scrolling shows it; "cut": nothing does; "squeezed": its scroll area has no room. */
  const judge = (element: HTMLElement): 'seen' | 'away' | 'cut' | 'squeezed' => {
    const box = element.getBoundingClientRect();
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    const free = { x: false, y: false };
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === 'visible' && overflowY === 'visible' && around !== document.documentElement) continue;
      const isWindow = around === document.documentElement;
      const frame = isWindow ? new DOMRect(0, 0, innerWidth, innerHeight) : around.getBoundingClientRect();
      if (!isWindow) {
        free.x ||= scrolls(overflowX);
        free.y ||= scrolls(overflowY);
        const isScroller = scrolls(overflowX) || scrolls(overflowY);
        if (isScroller && (frame.height < minSpace || frame.width < minSpace)) return 'squeezed';
      }
      if (free.x && (middle.x < frame.left || middle.x > frame.right)) return 'away';
      if (free.y && (middle.y < frame.top || middle.y > frame.bottom)) return 'away';
      if (!free.x && (box.left < frame.left - 1 || box.right > frame.right + 1)) return 'cut';
      if (!free.y && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1)) return 'cut';
    }
    return 'seen';
  };

  /** What an empty box asks for is often said nowhere else on screen. */
  const isPlaceholderCut = (element: HTMLElement): boolean => {
    if (!(element instanceof HTMLInputElement) || !element.matches(':placeholder-shown')) return false;
    const style = getComputedStyle(element);
    // In narrow windows its beginning is enough, if an ellipsis shows that there is more.
    if (innerWidth < 1000 && style.textOverflow === 'ellipsis') return false;
    const text = document.createElement('canvas').getContext('2d');
    if (text === null) throw new Error('nothing to measure text with');
    text.font = style.font;
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return text.measureText(element.placeholder).width > room + 1;
  };

  const found: string[] = [];
  // What a menu or dialog covers becomes visible when it closes.
  const within = document.querySelector('[role="menu"], [role="dialog"], [role="alertdialog"]') ?? document;
  for (const element of within.querySelectorAll<HTMLElement>(all)) {
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || !isShown(element)) continue;
    const words = element.ariaLabel ?? element.innerText.slice(0, 40).replaceAll('\n', ' ');
    const name = `<${element.localName}> ${words}`;
    if (isPlaceholderCut(element)) found.push(`cut: the placeholder of ${name}`);
    const verdict = judge(element);
    if (verdict === 'away') continue;
    if (verdict !== 'seen') found.push(`${verdict}: ${name}`);
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    // A list's header may cover rows that scroll below it.
    const grid = element.closest('[role="grid"]');
    const isUnderHead =
      grid !== null && hit?.closest('[aria-rowindex="1"]')?.closest('[role="grid"]') === grid;
    if (isUnderHead || hit?.closest('[role="tooltip"]') != null) continue;
    if (hit === null || !(element.contains(hit) || hit.contains(element)))
      found.push(`covered: ${name} by ${hit?.outerHTML.slice(0, 120) ?? 'nothing'}`);
  }
  return found;
}
