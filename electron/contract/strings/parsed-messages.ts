import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { catalogue, type DescribedMessage, type MessageKey } from './catalogue.ts';

/** Plain text stays a string, since most messages need no formatter. */
export type ParsedMessage = string | MessageFormatElement[];

/**
 * English messages from the sources. A build has neither catalogue nor parser and gets its messages by
 * `setLanguage`.
 */
export function getParsedMessage(key: MessageKey): ParsedMessage {
  return parseMessage(catalogue[key]);
}

/** @throws SyntaxError if it isn't valid ICU MessageFormat */
export function parseMessage(entry: string | DescribedMessage): ParsedMessage {
  const elements = parse(typeof entry === 'string' ? entry : entry.message);
  const [first, second] = elements;
  if (first === undefined) return '';
  return second === undefined && first.type === TYPE.literal ? first.value : elements;
}
