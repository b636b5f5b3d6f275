import { getLocale } from './translate.ts';

const isWithoutSpaces = (locale: string): boolean => /^(ja|zh)\b/.test(locale);

/** "a, b, c", without "and"; "a、b、c" in Japanese. */
export function joinList(parts: readonly string[]): string {
  const locale = getLocale();
  // Their "unit" lists use spaces, which names may contain.
  const type = isWithoutSpaces(locale) ? 'conjunction' : 'unit';
  return new Intl.ListFormat(locale, { type, style: 'short' }).format(parts);
}

export function joinSentences(sentences: readonly string[]): string {
  return sentences.join(isWithoutSpaces(getLocale()) ? '' : ' ');
}

/** Removes the access key mark: "&Open", or "開く(&O)" in scripts without such letters. */
export const withoutAccessKey = (label: string): string => label.replace(/\s?\(&.\)|&/, '');
