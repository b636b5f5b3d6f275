import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { catalogue, type DescribedMessage, type MessageKey } from './catalogue.ts';

/** Plain text stays text: most messages need no formatter. */
export type ParsedMessage = string | MessageFormatElement[];

/** A build puts the parsed messages here instead, so that no parser ships: see e2e/run/strings-plugin.ts. */
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
