import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from './catalogue.ts';
import { english, type SpokenLanguage } from './languages.ts';
import { showWithin } from './show-text.ts';
import { unpackMessage, type PackedMessage } from './packed-message.ts';
import { getParsedMessage, type ParsedMessage } from './parsed-messages.ts';
import { pseudoLocales, toPseudoMessage, type PseudoLocale } from './pseudo-locale.ts';

export type MessageValues = Readonly<Record<string, string | number | boolean | Date | null>>;

/** A language's messages, as written by the build. Missing ones are in English. */
export interface LoadedLanguage extends SpokenLanguage {
  readonly messages: Readonly<Record<string, PackedMessage>>;
}

type Format = string | IntlMessageFormat;

export interface PreparedLanguage {
  readonly spoken: SpokenLanguage;
  readonly messages: LoadedLanguage['messages'];
  readonly formats: Map<MessageKey, Format>;
}

export const prepareLanguage = ({ language, locale, messages }: LoadedLanguage): PreparedLanguage => ({
  spoken: { language, locale },
  messages,
  formats: new Map(),
});

let own = prepareLanguage({ ...english, messages: {} });
let ofCaller: () => PreparedLanguage | null = () => null;
let pseudoLocale: PseudoLocale | null = null;

const current = (): PreparedLanguage => ofCaller() ?? own;

/** Affects all later messages. Texts, numbers, and dates made before must be created again. */
export function setLanguage(loaded: LoadedLanguage): void {
  own = prepareLanguage(loaded);
}

/** For work done for a caller with another language; null: use the program's own. */
export function setLanguageOfCaller(language: () => PreparedLanguage | null): void {
  ofCaller = language;
}

export const getLanguage = (): SpokenLanguage => current().spoken;

/** Formatting follows the language of the messages, so that a sentence never mixes two. */
export const getLocale = (): string => current().spoken.locale;

/** Uses a pseudo-locale in development; null or an unknown name: none. */
export function setPseudoLocale(name: string | null): void {
  pseudoLocale = pseudoLocales.find((one) => one === name) ?? null;
  own.formats.clear();
}

/** Throws if a value is missing. */
export function t(key: MessageKey, values?: MessageValues): string {
  const format = getFormat(key);
  // Without tags in the values, the result is always one string.
  return typeof format === 'string' ? format : String(format.format(toShown(values)));
}

/** Untrusted values must not reorder the sentence around them. */
function toShown(values: MessageValues | undefined): MessageValues | undefined {
  if (values === undefined) return undefined;
  const shown = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' ? showWithin(value) : value,
  ]);
  return Object.fromEntries(shown);
}

function getFormat(key: MessageKey): Format {
  const { spoken, messages, formats } = current();
  const known = formats.get(key);
  if (known !== undefined) return known;
  const packed = messages[key];
  const message: ParsedMessage = packed === undefined ? getParsedMessage(key) : unpackMessage(packed);
  const parsed = pseudoLocale === null ? message : toPseudoMessage(message, pseudoLocale);
  const format = typeof parsed === 'string' ? parsed : new IntlMessageFormat(parsed, spoken.locale);
  formats.set(key, format);
  return format;
}
