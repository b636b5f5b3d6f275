import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Settings } from '../contract/records.ts';
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

/** The language of the menu, of dialogs and notices, of commands, and of the pages that load from now on. */
export interface LanguageChoice {
  /** Whether it is another one than before. */
  choose(chosen: Settings['language']): boolean;
  /** In English, for programs. */
  speakEnglish(): void;
  /** A script with the messages for a page. */
  toPageScript(): string;
  /** What the environment of a command asks for; null: nothing, the language of the app will do. */
  prepareFor(environment: Readonly<Record<string, string | undefined>>): PreparedLanguage | null;
  prepareEnglish(): PreparedLanguage;
}

export interface LanguageOptions {
  /** Where a build wrote them: see e2e/run/strings-plugin.ts. */
  folder: URL;
  /** Of the system, best first. */
  preferred: readonly string[];
  /** SLIPWAY_LOCALE, while developing: one of the languages, or a made-up one. */
  override: string | null;
}

const load = (spoken: SpokenLanguage, text: string): LoadedLanguage => ({
  ...spoken,
  // A build wrote it.
  messages: JSON.parse(text) as LoadedLanguage['messages'],
});

/** Nothing is said before `choose`: no message is there. */
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
      const asked = readLanguageVariables(environment);
      return asked === null ? null : prepare(asked);
    },
    prepareEnglish: () => prepare([]),
    speakEnglish: () => speak(chooseLanguage('en', [])),
    toPageScript: () =>
      `globalThis.slipwayLanguage = {...${JSON.stringify(getLanguage())}, messages: ${messages}};`,
  };
}

/** The language that was chosen in Settings, before core reads them: also a failed start is explained in it. */
export function readChosenLanguage(userData: string): Settings['language'] {
  try {
    return parseSettings(readFileSync(join(userData, 'settings.json'), 'utf8')).settings.language;
  } catch {
    return 'system';
  }
}

/** A terminal has a language of its own, which goes before the system's. */
export const preferredInTerminal = (system: readonly string[]): readonly string[] =>
  readLanguageVariables(process.env) ?? system;
