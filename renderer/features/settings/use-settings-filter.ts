import { type RefObject, useEffect, useState } from 'react';
import { matchOptions, toWords } from './match-options.ts';

/** What an option says: its text, and the names that only readers hear. */
function textOf(option: Element): string {
  const names = [...option.querySelectorAll('[aria-label]')].map(
    (each) => each.getAttribute('aria-label') ?? '',
  );
  return [option.textContent ?? '', ...names].join(' ');
}

/** Marks what does not match as left out; styles hide it. How many options are left. */
function markLeftOut(root: HTMLElement, words: readonly string[]): number {
  let left = 0;
  for (const section of root.querySelectorAll<HTMLElement>('[data-settings-section]')) {
    const options = [...section.querySelectorAll(':scope > [data-settings-options] > *')];
    const matched = matchOptions(section.getAttribute('aria-label') ?? '', options.map(textOf), words);
    options.forEach((option, at) => option.toggleAttribute('data-left-out', matched[at] !== true));
    const count = matched.filter(Boolean).length;
    section.toggleAttribute('data-left-out', count === 0 && words.length > 0);
    left += count;
  }
  return left;
}

/**
 * Shows only the sections and options that have all words of `text`: by what is on screen, so that every option can be found
 * by every word it says, in any language. true: none has them.
 */
export function useSettingsFilter(root: RefObject<HTMLElement | null>, text: string): boolean {
  const [leftCount, setLeftCount] = useState(1);
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const words = toWords(text);
    const look = () => setLeftCount(markLeftOut(element, words));
    look();
    if (words.length === 0) return undefined;
    // Sections fill when their answers come, and an option may bring others.
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [root, text]);
  return leftCount === 0;
}
