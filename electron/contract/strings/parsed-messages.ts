import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { catalogue, type DescribedMessage, type MessageKey } from './catalogue.ts';

/** Plain text stays text: most messages need no formatter. */
export type ParsedMessage = string | MessageFormatElement[];

/** From the sources, in English. A build has no catalogue and no parser: there every message comes with `setLanguage`. */
export function getParsedMessage(key: MessageKey): ParsedMessage {
  return parseMessage(catalogue[key]);
}

/** @throws SyntaxError for a message that is not ICU MessageFormat. */
export function parseMessage(entry: string | DescribedMessage): ParsedMessage {
  const elements = parse(typeof entry === 'string' ? entry : entry.message);
  const [first, second] = elements;
  if (first === undefined) return '';
  return second === undefined && first.type === TYPE.literal ? first.value : elements;
}
