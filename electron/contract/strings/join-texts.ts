import { getLocale } from './translate.ts';

/** Languages that are written without spaces. */
const isWithoutSpaces = (locale: string): boolean => /^(ja|zh)\b/.test(locale);

/** "a, b, c": things side by side, not a sentence; "a、b、c" in Japanese. */
export function joinList(parts: readonly string[]): string {
  const locale = getLocale();
  // Their lists of units are parted by a space, which a name may hold.
  const type = isWithoutSpaces(locale) ? 'conjunction' : 'unit';
  return new Intl.ListFormat(locale, { type, style: 'short' }).format(parts);
}

/** One whole sentence after the other. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.join(isWithoutSpaces(getLocale()) ? '' : ' ');
}

/** The name of a command without the mark of its access key: "&Open", or "開く(&O)" where letters are none of the name. */
export const withoutAccessKey = (label: string): string => label.replace(/\s?\(&.\)|&/, '');
