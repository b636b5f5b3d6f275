import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { ParsedMessage } from './parsed-messages.ts';

/**
 * Plain text as a string, an argument as [1, name], a plural as [6, name, options, offset, kind], and so on
 * with FormatJS's type numbers.
 */
export type PackedMessage = string | readonly PackedElement[];
type PackedElement = string | readonly [TYPE, ...unknown[]];
type PackedOptions = Readonly<Record<string, readonly PackedElement[]>>;

export function packMessage(message: ParsedMessage): PackedMessage {
  return typeof message === 'string' ? message : message.map(pack);
}

export function unpackMessage(message: PackedMessage): ParsedMessage {
  return typeof message === 'string' ? message : message.map(unpack);
}

function pack(element: MessageFormatElement): PackedElement {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.argument:
      return [TYPE.argument, element.value];
    case TYPE.number:
    case TYPE.date:
    case TYPE.time:
      return element.style ? [element.type, element.value, element.style] : [element.type, element.value];
    case TYPE.select:
      return [TYPE.select, element.value, packOptions(element.options)];
    case TYPE.plural: {
      const { value, options, offset, pluralType } = element;
      const isOrdinal = pluralType === 'ordinal';
      const rest = isOrdinal ? [offset, pluralType] : offset === 0 ? [] : [offset];
      return [TYPE.plural, value, packOptions(options), ...rest];
    }
    case TYPE.pound:
      return [TYPE.pound];
    case TYPE.tag:
      return [TYPE.tag, element.value, element.children.map(pack)];
  }
}

const packOptions = (options: Record<string, { value: MessageFormatElement[] }>): PackedOptions =>
  Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value.map(pack)]));

const unpackOptions = (options: PackedOptions): Record<string, { value: MessageFormatElement[] }> =>
  Object.fromEntries(Object.entries(options).map(([name, inner]) => [name, { value: inner.map(unpack) }]));

function unpack(element: PackedElement): MessageFormatElement {
  if (typeof element === 'string') return { type: TYPE.literal, value: element };
  const [type, value, inner, offset, pluralType] = element;
  // Written by `pack`.
  if (type === TYPE.pound) return { type };
  if (type === TYPE.argument) return { type, value: value as string };
  if (type === TYPE.tag)
    return { type, value: value as string, children: (inner as PackedElement[]).map(unpack) };
  if (type === TYPE.select)
    return { type, value: value as string, options: unpackOptions(inner as PackedOptions) };
  if (type === TYPE.plural)
    return {
      type,
      value: value as string,
      options: unpackOptions(inner as PackedOptions),
      offset: (offset as number | undefined) ?? 0,
      pluralType: (pluralType as Intl.PluralRulesOptions['type']) ?? 'cardinal',
    };
  return { type, value, style: inner ?? null } as MessageFormatElement;
}
