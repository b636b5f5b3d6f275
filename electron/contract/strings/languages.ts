/** Each language has a default region for dates and numbers, if the system names none. */
export const languages = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

const regions: Readonly<Record<Language, string>> = {
  en: 'en-US',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  'pt-BR': 'pt-BR',
  ja: 'ja-JP',
  'zh-CN': 'zh-CN',
};

export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  ja: '日本語',
  'zh-CN': '简体中文',
};

export interface SpokenLanguage {
  readonly language: Language;
  /** A BCP 47 tag for numbers, dates, and sorting. */
  readonly locale: string;
}

export const english: SpokenLanguage = { language: 'en', locale: regions.en };

/**
 * The chosen language, else the first supported one of the system, else English. `preferred` are the system's
 * tags ("de-AT"), which also give the region.
 */
export function chooseLanguage(chosen: Language | 'system', preferred: readonly string[]): SpokenLanguage {
  const spoken = preferred.flatMap((tag) => toSpoken(tag) ?? []);
  if (chosen === 'system') return spoken[0] ?? english;
  return spoken.find(({ language }) => language === chosen) ?? { language: chosen, locale: regions[chosen] };
}

/** Best first: `LC_ALL`, then `LC_MESSAGES`, then `LANG`. null: none set. "C" and "POSIX" mean English. */
export function readLanguageVariables(
  environment: Readonly<Record<string, string | undefined>>,
): string[] | null {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const value = [LC_ALL, LC_MESSAGES, LANG].find((each) => each !== undefined && each !== '');
  const tag = value?.replace(/[.@].*$/, '').replaceAll('_', '-');
  if (tag === undefined) return null;
  return [tag === 'C' || tag === 'POSIX' ? english.locale : tag];
}

function toSpoken(tag: string): SpokenLanguage | null {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    return null;
  }
  // Simplified Chinese doesn't serve readers of traditional characters.
  if (locale.language === 'zh' && locale.maximize().script !== 'Hans') return null;
  const language = languages.find((each) => new Intl.Locale(each).language === locale.language);
  if (language === undefined) return null;
  // Other Portuguese gets the Brazilian text, so it uses Brazilian dates too.
  const hasRegion = locale.region !== undefined && (language !== 'pt-BR' || locale.region === 'BR');
  return { language, locale: hasRegion ? locale.baseName : regions[language] };
}
