import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** An ellipsis is allowed. */
export async function expectWholeText(page: Page, what: string): Promise<void> {
  expect(await page.evaluate(findCutText), what).toEqual([]);
}

export async function expectStill(page: Page, what: string): Promise<void> {
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => {
        const { duration } = effect?.getComputedTiming() ?? {};
        return playState === 'running' && Number(duration) > 50;
      })
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 160) ?? ''),
  );
  expect(moving, what).toEqual([]);
}

/** WCAG 2.2, 1.4.10: at 320 CSS pixels nothing needs scrolling in two directions. */
export async function expectReflow(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth + 1 ? `${scrollWidth} of ${clientWidth}` : null;
  });
  expect(wide, `${what}: the page scrolls sideways`).toBeNull();
}

export async function expectFocusSeen(page: Page, what: string, stops: number): Promise<void> {
  const found = new Set<string>();
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(judgeFocus);
    if (fault !== null) found.add(fault);
  }
  expect([...found], what).toEqual([]);
}

/** Runs in the page, so it can't use anything outside. */
function judgeFocus(): string | null {
  const active = document.activeElement;
  if (active === null || active === document.body || active.localName === 'iframe') return null;
  if (active.matches('[data-tabster-dummy], [aria-hidden="true"]')) return null;
  const name = `<${active.localName}> ${active.ariaLabel ?? active.textContent.slice(0, 40)}`;
  // A list shows its focus on a row.
  const row = active.getAttribute('aria-activedescendant');
  const element = (row === null ? null : document.getElementById(row)) ?? active;
  const box = element.getBoundingClientRect();
  const x = Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width, 60) / 2));
  const y = box.top + Math.min(box.height, innerHeight) / 2;
  if (y < 0 || y > innerHeight) return `out of sight: ${name}`;
  const hit = document.elementFromPoint(x, y);
  // Tooltips disappear, and the middle of an empty list shows a message.
  if (hit?.closest('[role="tooltip"]') != null || element.role === 'grid') return null;
  if (hit === null || !(element.contains(hit) || hit.contains(element) || hit.closest('label') !== null))
    return `covered: ${name} by ${hit?.outerHTML.slice(0, 120) ?? 'nothing'}`;
  const isDrawn = (of: Element): boolean =>
    [null, '::before', '::after'].some((part) => {
      const style = getComputedStyle(of, part);
      if (part !== null && style.content === 'none') return false;
      const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
      const isDoubled = style.textDecorationStyle === 'double';
      const isBordered = parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0;
      return isOutlined || isBordered || isDoubled;
    });
  const near = [element, element.parentElement, ...element.querySelectorAll('*'), element.nextElementSibling];
  const isSeen = near.some((one) => one !== null && isDrawn(one));
  return isSeen ? null : `no sign of focus: ${name}`;
}

/** Runs in the page, so it can't use anything outside. */
function findCutText(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (text === '' || element === null) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('[aria-hidden="true"], option, select') !== null) continue;
    range.selectNodeContents(node);
    const words = range.getBoundingClientRect();
    if (words.width < 2 || words.height < 2) continue;
    for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.position === 'absolute' && around.clientWidth <= 1) break;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      // Scrolling shows the rest; an ellipsis comes with a tooltip.
      if (/auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) break;
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') break;
      const frame = around.getBoundingClientRect();
      const beyond = Math.max(
        frame.left - words.left,
        words.right - frame.right,
        (words.bottom - frame.bottom) / 3,
      );
      if (beyond > 2 && frame.width > 0) {
        found.push(`“${text.slice(0, 50)}” by ${Math.round(beyond)} px`);
        break;
      }
    }
  }
  return found;
}
