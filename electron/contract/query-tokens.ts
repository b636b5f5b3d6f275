import { toExtensionFamily, toFamily } from './file-families.ts';
import { sizeUnit } from './query-sizes.ts';

const filterKeys = ['type', 'size', 'modified', 'shared', 'by', 'in', 'is'] as const;
export type FilterKey = (typeof filterKeys)[number];

export interface QueryToken {
  /** null: a word. "?": a filter that there is not. */
  key: FilterKey | '?' | null;
  value: string;
  isQuoted: boolean;
  from: number;
  to: number;
}

/** The wide colon is what Chinese and Japanese keyboards type. `size>1MB` needs none, as no name contains ">". */
const tokenPattern =
  /([a-z]+)[:\uff1a]("[^"]*"?|\S*)|(size|modified)(?=[<>=\u2264\u2265\uff1c\uff1e])(\S*)|"([^"]*)"?|\S+/giu;

/** Joins what was typed with spaces, like `size: > 10 MB`. */
export function toTokens(text: string): QueryToken[] {
  const parts = [...text.matchAll(tokenPattern)].map(toToken);
  const tokens: QueryToken[] = [];
  while (parts.length > 0) {
    let token = takeFilter(parts);
    for (let joined = join(token, parts[0]); joined !== null; joined = join(token, parts[0])) {
      token = joined;
      parts.shift();
    }
    // Incomplete while it is being typed.
    const isBegun = token.key !== null && token.key !== '?' && /^(?:[<>]?=?|\.\.)$/.test(token.value);
    tokens.push(isBegun ? { ...token, value: '' } : token);
  }
  return tokens;
}

/** The first part; `size :` and `size >` begin a filter, too. */
function takeFilter(parts: QueryToken[]): QueryToken {
  const first = parts.shift() as QueryToken;
  const [next] = parts;
  const key = filterKeys.find((one) => one === first.value.toLowerCase());
  if (first.key !== null || first.isQuoted || key === undefined || next === undefined) return first;
  const isColon = next.key === null && !next.isQuoted && toPlain(next.value) === ':';
  if (!isColon && !((key === 'size' || key === 'modified') && isOperator(next))) return first;
  if (isColon) parts.shift();
  return { ...first, key, value: '', to: isColon ? next.to : first.to };
}

const isOperator = ({ key, value, isQuoted }: QueryToken): boolean =>
  key === null && !isQuoted && /^[<>=]/.test(toPlain(value));

/** Signs as keyboards of East Asia and of mathematicians have them. */
const toPlain = (text: string): string =>
  text.normalize('NFKC').replaceAll('\u2264', '<=').replaceAll('\u2265', '>=');

function toToken(match: RegExpExecArray): QueryToken {
  const [whole, key, value = '', bareKey, bareValue = '', quoted] = match;
  const span = { from: match.index, to: match.index + whole.length };
  const name = (key ?? bareKey)?.toLowerCase();
  const isQuoted = quoted !== undefined || value.startsWith('"');
  const known = filterKeys.find((one) => one === name);
  if (known !== undefined)
    return {
      key: known,
      value: toPlain(value + bareValue)
        .replaceAll('"', '')
        .toLowerCase(),
      isQuoted,
      ...span,
    };
  // "Re: plan" is two words.
  if (key !== undefined && value !== '' && whole[key.length] === ':')
    return { key: '?', value, isQuoted, ...span };
  return { key: null, value: quoted ?? whole, isQuoted: quoted !== undefined, ...span };
}

/** The filter with the next word; null: that is a word of its own. */
function join(token: QueryToken, next: QueryToken | undefined): QueryToken | null {
  if (next === undefined || next.key !== null || token.key === null || token.key === '?' || token.isQuoted)
    return null;
  const added = toPlain(next.value).toLowerCase();
  const separator = toSeparator(token.key, token.value, added);
  if (separator === null) return null;
  return { ...token, value: token.value + separator + added, isQuoted: next.isQuoted, to: next.to };
}

/** What may follow a filter that is not complete yet. */
const starts = {
  type: /^$/,
  size: /^(?:[<>]?=?\d|[<>]?=$|[<>]$|\.\.|empty$)/,
  modified: /^(?:[<>]?=?\d|[<>]?=$|[<>]$|\.\.|[<>]?=?(?:today|yesterday|this|last)\b)/,
  shared: /^(?:(?:by|with)(?:-me)?|me|yes|no)$/,
  by: /./,
  in: /./,
  is: /^duplicates?$/,
} as const satisfies Record<FilterKey, RegExp>;

const timeUnit = /^(?:hours?|days?|weeks?|[hdw])$/;

function toSeparator(key: FilterKey, value: string, added: string): '' | '-' | null {
  const follows = (pattern: RegExp) => (pattern.test(added) ? '' : null);
  const isMeasured = key === 'size' || key === 'modified';
  if (value === '' || (isMeasured && /^(?:[<>]?=?|.*\.\.)$/.test(value)))
    return key === 'type' && isKnownType(added) ? '' : follows(starts[key]);
  if (key === 'type') return value.endsWith(',') && isKnownType(added) ? '' : null;
  if (isMeasured && added.startsWith('..')) return '';
  if (isMeasured && /\d$/.test(value)) return follows(key === 'size' ? sizeUnit : timeUnit);
  const isHalf =
    (key === 'modified' && /(?:^|[<>=.])(?:this|last)$/.test(value) && /^(?:week|month|year)$/.test(added)) ||
    (key === 'shared' && /^(?:by|with)$/.test(value) && added === 'me');
  return isHalf ? '-' : null;
}

function isKnownType(text: string): boolean {
  const types = text.split(',').filter((type) => type !== '');
  return types.every(
    (type) =>
      /^(?:folder|file)s?$/.test(type) ||
      toFamily(type) !== null ||
      toExtensionFamily(type.replace('.', '')) !== null,
  );
}
