import type { Language } from '../../../electron/contract/strings/languages.ts';

/** Messages that are the same word in English and in the language, looked at one by one. */
const same: Partial<Record<Language, ReadonlySet<string>>> = {
  es: new Set(['Audio', 'Personal', 'Proxy', 'Total', 'Video', 'Web']),
};

export const sameAsEnglish = (language: Language, message: string): boolean =>
  same[language]?.has(message) ?? false;
