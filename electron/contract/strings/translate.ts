import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from './catalogue.ts';
import { showWithin } from './show-text.ts';
import { getParsedMessage } from './parsed-messages.ts';
import { pseudoLocales, toPseudoMessage, type PseudoLocale } from './pseudo-locale.ts';

/** The language of the catalogue; numbers and dates follow it, so that a sentence never mixes two. */
export const locale = 'en-US';

export type MessageValues = Readonly<Record<string, string | number | boolean | Date | null>>;

const formats = new Map<MessageKey, string | IntlMessageFormat>();
let pseudoLocale: PseudoLocale | null = null;

/** For development: every message from now on in a made-up language. null, or a name of none: English. */
export function setPseudoLocale(name: string | null): void {
  pseudoLocale = pseudoLocales.find((one) => one === name) ?? null;
  formats.clear();
}

/** The message for `key` with `values` in it. Without a value that the message takes, it throws. */
export function t(key: MessageKey, values?: MessageValues): string {
  const format = getFormat(key);
  // Without tags in the values, the result is always one string.
  return typeof format === 'string' ? format : String(format.format(toShown(values)));
}

/** What comes from elsewhere must not turn the sentence around it. */
function toShown(values: MessageValues | undefined): MessageValues | undefined {
  if (values === undefined) return undefined;
  const shown = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' ? showWithin(value) : value,
  ]);
  return Object.fromEntries(shown);
}

function getFormat(key: MessageKey): string | IntlMessageFormat {
  const known = formats.get(key);
  if (known !== undefined) return known;
  const message = getParsedMessage(key);
  const parsed = pseudoLocale === null ? message : toPseudoMessage(message, pseudoLocale);
  const format = typeof parsed === 'string' ? parsed : new IntlMessageFormat(parsed, locale);
  formats.set(key, format);
  return format;
}
