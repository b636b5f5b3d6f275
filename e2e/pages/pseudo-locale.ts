import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { messageMarks } from '../../electron/contract/strings/pseudo-locale.ts';

/**
 * All words come from the catalog, with one message per sentence. `names` are those of files and people;
 * `what` names the view in messages.
 */
export async function expectTranslated(page: Page, what: string, names: readonly string[]): Promise<void> {
  const texts = await page.evaluate(findTexts);
  const found = texts.flatMap((text) => judge(text, names) ?? []);
  expect([...new Set(found)], what).toEqual([]);
}

function judge(text: string, names: readonly string[]): string | null {
  const { outside, count } = strip(text);
  // Complete sentences may follow each other.
  const isJoined = count > 1 && !/^(?:⟦[^⟦⟧]*[.?!]·*⟧\s*)+$/.test(text);
  if (isJoined) return `composed of ${count} messages: ${text}`;
  const rest = [...names]
    .sort((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, ''), outside);
  const words = rest.replace(formatted, '').match(/[\p{L}]{2,}/gu) ?? [];
  return words.length === 0 ? null : `not in the catalog: ${text}`;
}

/** Output of Intl, addresses, and key names. */
const formatted =
  /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b[AP]M\b|\bat\b|\b(?:yester|to)day\b|\S+@\S+|https?:\S+|(?<!\S)\/\S+|\b(?:Ctrl|Alt|Shift|Enter|Space|Home|End|Esc|Delete|Backspace|Menu|Page|Tab|Del|F\d+)\b/giu;

/** Text outside of messages, and the number of adjacent messages. */
function strip(text: string): { outside: string; count: number } {
  let depth = 0;
  let count = 0;
  let outside = '';
  for (const sign of text) {
    if (sign === messageMarks.start) {
      if (depth === 0) count += 1;
      depth += 1;
    } else if (sign === messageMarks.end) depth -= 1;
    else if (depth === 0) outside += sign;
  }
  return { outside, count };
}

/** Runs in the page, so it can't use anything outside. Collects everything shown or read out. */
function findTexts(): string[] {
  const texts: string[] = [];
  const isRead = (element: Element | null): boolean =>
    element?.checkVisibility() === true && element.closest('[aria-hidden="true"]') === null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    if (text.trim() !== '' && isRead(node.parentElement)) texts.push(text);
  }
  for (const element of document.querySelectorAll(
    '[aria-label], [title], [placeholder], [aria-description]',
  )) {
    if (!isRead(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) {
      const text = element.getAttribute(name);
      if (text !== null && text.trim() !== '') texts.push(text);
    }
  }
  return texts;
}
