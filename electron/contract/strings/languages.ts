/** The languages that Slipway speaks, each with the region whose dates and numbers are used where the system names none. */
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

/** Each language in itself, so that it is found by somebody who can't read the one on screen. */
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
  /** For numbers, dates and sorting: a BCP 47 tag of that language. */
  readonly locale: string;
}

export const english: SpokenLanguage = { language: 'en', locale: regions.en };

/**
 * What a person chose, else the first of the system's languages that Slipway speaks, else English. `preferred` are tags as
 * the system has them ("de-AT"): they say the region, too.
 */
export function chooseLanguage(chosen: Language | 'system', preferred: readonly string[]): SpokenLanguage {
  const spoken = preferred.flatMap((tag) => toSpoken(tag) ?? []);
  if (chosen === 'system') return spoken[0] ?? english;
  return spoken.find(({ language }) => language === chosen) ?? { language: chosen, locale: regions[chosen] };
}

/**
 * The languages that a command's environment asks for, best first: `LC_ALL` goes before `LC_MESSAGES` and `LANG`. null
 * where it says nothing; "C" and "POSIX" are English.
 */
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
  // Traditional characters are another script: people who read them are not served by simplified ones.
  if (locale.language === 'zh' && locale.maximize().script !== 'Hans') return null;
  const language = languages.find((each) => new Intl.Locale(each).language === locale.language);
  if (language === undefined) return null;
  // Brazilian words with Brazilian dates, also for other Portuguese.
  const hasRegion = locale.region !== undefined && (language !== 'pt-BR' || locale.region === 'BR');
  return { language, locale: hasRegion ? locale.baseName : regions[language] };
}
