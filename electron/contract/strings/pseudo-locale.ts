import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { ParsedMessage } from './parsed-messages.ts';

/**
 * In development. "accented" is 40% longer, with marks around each message; "mirrored" keeps the text but
 * runs right to left.
 */
export const pseudoLocales = ['accented', 'mirrored'] as const;
export type PseudoLocale = (typeof pseudoLocales)[number];

export const messageMarks = { start: '⟦', end: '⟧' } as const;
const growth = 0.4;

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀçđéƒĝĥíĵķłɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶŁṀÑÓÞɊŔŠŤÚṼŴẊÝŽ';
const accents = new Map(Array.from(plain, (letter, at) => [letter, Array.from(accented)[at] ?? letter]));

export function toPseudoMessage(message: ParsedMessage, locale: PseudoLocale): ParsedMessage {
  if (locale === 'mirrored') return message;
  const lettered = mapText(message, (text) =>
    text.replace(/[a-z]/gi, (letter) => accents.get(letter) ?? letter),
  );
  const padding = '·'.repeat(Math.ceil(countLetters(message) * growth));
  return wrap(lettered, messageMarks.start, padding + messageMarks.end);
}

function wrap(message: ParsedMessage, start: string, end: string): ParsedMessage {
  if (typeof message === 'string') return start + message + end;
  return [toLiteral(start), ...message, toLiteral(end)];
}

const toLiteral = (value: string): MessageFormatElement => ({ type: TYPE.literal, value });

function mapText(message: ParsedMessage, change: (text: string) => string): ParsedMessage {
  return typeof message === 'string'
    ? change(message)
    : message.map((element) => mapElement(element, change));
}

function mapElement(element: MessageFormatElement, change: (text: string) => string): MessageFormatElement {
  const mapAll = (elements: MessageFormatElement[]) => elements.map((inner) => mapElement(inner, change));
  if (element.type === TYPE.literal) return { ...element, value: change(element.value) };
  if (element.type === TYPE.tag) return { ...element, children: mapAll(element.children) };
  if (element.type !== TYPE.select && element.type !== TYPE.plural) return element;
  const options = Object.entries(element.options).map(([name, option]) => [
    name,
    { ...option, value: mapAll(option.value) },
  ]);
  return { ...element, options: Object.fromEntries(options) };
}

/** Of the longest variant. */
function countLetters(message: ParsedMessage): number {
  if (typeof message === 'string') return message.length;
  return message.reduce((sum, element) => {
    if (element.type === TYPE.literal) return sum + element.value.length;
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return sum;
    const lengths = Object.values(element.options).map(({ value }) => countLetters(value));
    return sum + Math.max(0, ...lengths);
  }, 0);
}
