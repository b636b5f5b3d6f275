import { type RefObject, useEffect, useState } from 'react';
import { matchOptions, toWords } from './match-options.ts';

function textOf(option: Element): string {
  const names = [...option.querySelectorAll('[aria-label]')].map(
    (each) => each.getAttribute('aria-label') ?? '',
  );
  return [option.textContent ?? '', ...names].join(' ');
}

/** Returns how many are left. */
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

/** Searches the DOM, so every visible word can be found. true if nothing matches. */
export function useSettingsFilter(root: RefObject<HTMLElement | null>, text: string): boolean {
  const [leftCount, setLeftCount] = useState(1);
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const words = toWords(text);
    const update = () => setLeftCount(markLeftOut(element, words));
    update();
    if (words.length === 0) return undefined;
    // Sections load their data later, and options may add others.
    const observer = new MutationObserver(update);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [root, text]);
  return leftCount === 0;
}
