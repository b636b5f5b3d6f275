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
  setLanguage,
  setPseudoLocale,
  type LoadedLanguage,
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
}

export interface LanguageOptions {
  /** Where a build wrote them: see e2e/run/strings-plugin.ts. */
  folder: URL;
  /** Of the system, best first. */
  preferred: readonly string[];
  /** SLIPWAY_LOCALE, while developing: one of the languages, or a made-up one. */
  override: string | null;
}

/** Nothing is said before `choose`: no message is there. */
export function createLanguageChoice({ folder, preferred, override }: LanguageOptions): LanguageChoice {
  const fixed = languages.find((each) => each === override);
  let messages = '{}';

  const speak = (spoken: SpokenLanguage): void => {
    const packed = readFileSync(new URL(`${spoken.language}.json.br`, folder));
    messages = brotliDecompressSync(packed).toString('utf8');
    // A build wrote it.
    setLanguage({ ...spoken, messages: JSON.parse(messages) as LoadedLanguage['messages'] });
    setPseudoLocale(override);
  };

  return {
    choose(chosen) {
      const spoken = chooseLanguage(fixed ?? chosen, preferred);
      const { language, locale } = getLanguage();
      const isOther = spoken.language !== language || spoken.locale !== locale;
      if (isOther || messages === '{}') speak(spoken);
      return isOther;
    },
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
