import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { ParsedMessage } from '../../../electron/contract/strings/parsed-messages.ts';

export interface MessageShape {
  /** Names of values and "<name>" of tags, sorted. */
  names: string[];
  /** Each select's value with its choices: "place: here, other". */
  selects: string[];
  plurals: { categories: string[]; isOrdinal: boolean }[];
  words: string;
}

export function toMessageShape(message: ParsedMessage): MessageShape {
  const shape = {
    names: new Set<string>(),
    selects: new Set<string>(),
    plurals: [] as MessageShape['plurals'],
  };
  const words: string[] = [];
  const visit = (element: MessageFormatElement): void => {
    if (element.type === TYPE.literal) return void words.push(element.value);
    if (element.type === TYPE.pound) return;
    shape.names.add(element.type === TYPE.tag ? `<${element.value}>` : element.value);
    if (element.type === TYPE.tag) return element.children.forEach(visit);
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return;
    const choices = Object.keys(element.options);
    if (element.type === TYPE.select) shape.selects.add(`${element.value}: ${choices.toSorted().join(', ')}`);
    else
      shape.plurals.push({
        categories: choices.filter((choice) => !choice.startsWith('=')),
        isOrdinal: element.pluralType === 'ordinal',
      });
    for (const { value } of Object.values(element.options)) value.forEach(visit);
  };
  if (typeof message === 'string') words.push(message);
  else message.forEach(visit);
  return {
    names: [...shape.names].toSorted(),
    selects: [...shape.selects].toSorted(),
    plurals: shape.plurals,
    words: words.join(' '),
  };
}
