import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Settings } from '../contract/settings.ts';
import {
  chooseLanguage,
  languages,
  readLanguageVariables,
  type SpokenLanguage,
} from '../contract/strings/languages.ts';
import {
  getLanguage,
  prepareLanguage,
  setLanguage,
  setPseudoLocale,
  type LoadedLanguage,
  type PreparedLanguage,
} from '../contract/strings/translate.ts';
import { parseSettings } from '../core/settings/settings.ts';

export interface LanguageChoice {
  choose(chosen: Settings['language']): boolean;
  speakEnglish(): void;
  toPageScript(): string;
  /** The language of a command's environment; null: use the app's. */
  prepareFor(environment: Readonly<Record<string, string | undefined>>): PreparedLanguage | null;
  prepareEnglish(): PreparedLanguage;
}

export interface LanguageOptions {
  /** Where the build writes the messages: see e2e/run/strings-plugin.ts. */
  folder: URL;
  preferred: readonly string[];
  /** SLIPWAY_LOCALE in development: a language or a pseudo-locale. */
  override: string | null;
}

const load = (spoken: SpokenLanguage, text: string): LoadedLanguage => ({
  ...spoken,
  // Written by our build.
  messages: JSON.parse(text) as LoadedLanguage['messages'],
});

/** No messages are loaded until `choose` is called. */
export function createLanguageChoice({ folder, preferred, override }: LanguageOptions): LanguageChoice {
  const fixed = languages.find((each) => each === override);
  let messages = '{}';

  const read = ({ language }: SpokenLanguage): string =>
    brotliDecompressSync(readFileSync(new URL(`${language}.json.br`, folder))).toString('utf8');
  const speak = (spoken: SpokenLanguage): void => {
    messages = read(spoken);
    setLanguage(load(spoken, messages));
    setPseudoLocale(override);
  };
  const prepare = (preferred: readonly string[]): PreparedLanguage => {
    const spoken = chooseLanguage('system', preferred);
    return prepareLanguage(load(spoken, read(spoken)));
  };

  return {
    choose(chosen) {
      const spoken = chooseLanguage(fixed ?? chosen, preferred);
      const { language, locale } = getLanguage();
      const isOther = spoken.language !== language || spoken.locale !== locale;
      if (isOther || messages === '{}') speak(spoken);
      return isOther;
    },
    prepareFor(environment) {
      const requested = readLanguageVariables(environment);
      return requested === null ? null : prepare(requested);
    },
    prepareEnglish: () => prepare([]),
    speakEnglish: () => speak(chooseLanguage('en', [])),
    toPageScript: () =>
      `globalThis.slipwayLanguage = {...${JSON.stringify(getLanguage())}, messages: ${messages}};`,
  };
}

/** Read before core starts, so that a failed start can be explained in it. */
export function readChosenLanguage(userData: string): Settings['language'] {
  try {
    return parseSettings(readFileSync(join(userData, 'settings.json'), 'utf8')).settings.language;
  } catch {
    return 'system';
  }
}

/** A terminal's own locale takes precedence over the system's. */
export const preferredInTerminal = (system: readonly string[]): readonly string[] =>
  readLanguageVariables(process.env) ?? system;
