import { familyExtensions, toExtension, type ExtensionFamily } from './file-families.ts';
import { toFolded } from './fold-text.ts';
import type { Item } from './records.ts';
import { parseMoments, type Range } from './query-times.ts';

/**
 * The query language of the filter box and the search: `type:pdf size:>10MB modified:last-week shared:me name
 * words`. Words match in any order; filters of one kind are alternatives, and filters of different kinds must
 * all match.
 *
 * | filter | values |
 * | --- | --- |
 * | `type:` | an extension, `folder`, `file`, or document, sheet, slides, pdf, image, video, audio, archive, code, text, notebook; several with commas |
 * | `size:` | `>10MB`, `<1GB`, `10MB..1GB`, `5KB` (as displayed), `empty` |
 * | `modified:` | `today`, `yesterday`, `this-` or `last-` `week`, `month`, `year`, `7d` (the last seven days), `2026`, `2026-11`, `2026-11-30`, `>2026-11`, `2026-01..2026-03` |
 * | `shared:` | `me` (with me), `by-me`, `yes`, `no` |
 * | `by:` | part of the name of who changed it last |
 * | `in:` | part of the path of its folder |
 * | `is:` | `duplicate`: another file has the same content (search only) |
 */
export interface Query {
  /** Folded. */
  words: string[];
  /** Folded, in the order typed; names containing it rank higher. */
  phrase: string;
  types: { kinds: Item['kind'][]; extensions: string[] } | null;
  sizes: Range[];
  modified: Range[];
  sharing: Item['sharing'][] | null;
  by: string[];
  within: string[];
  isDuplicate: boolean;
  /** Unrecognized filters, as typed; they are ignored. */
  problems: string[];
}

/** The properties that filters check. */
export interface Queried {
  foldedName: string;
  kind: Item['kind'];
  extension: string;
  sizeBytes: number | null;
  modifiedMs: number | null;
  sharing: Item['sharing'];
  /** A function, since only some queries need it. */
  modifiedBy: () => string | null;
  folderPath: () => string;
}

/** A word or filter, and its position in the text. `key` null: a word. */
export interface QueryToken {
  key: string | null;
  value: string;
  from: number;
  to: number;
}

const tokenPattern = /([a-z]+):("[^"]*"?|\S*)|"([^"]*)"?|\S+/giu;

export function toTokens(text: string): QueryToken[] {
  return [...text.matchAll(tokenPattern)].map((match) => {
    const [whole, key, value, quoted] = match;
    const span = { from: match.index, to: match.index + whole.length };
    return key === undefined
      ? { key: null, value: quoted ?? whole, ...span }
      : { key: key.toLowerCase(), value: (value ?? '').replaceAll('"', ''), ...span };
  });
}

/** `nowMs` is for relative dates such as `today`, in local time. */
export function parseQuery(text: string, nowMs: number): Query {
  const query: Query = {
    words: [],
    phrase: '',
    types: null,
    sizes: [],
    modified: [],
    sharing: null,
    by: [],
    within: [],
    isDuplicate: false,
    problems: [],
  };
  for (const token of toTokens(text)) {
    if (token.key === null || !Object.hasOwn(filters, token.key)) {
      const word = token.key === null ? token.value : text.slice(token.from, token.to);
      if (token.key !== null && token.value !== '') query.problems.push(word);
      const folded = toFolded(word).trim();
      if (folded !== '') query.words.push(folded);
      continue;
    }
    const apply = filters[token.key] as Filter;
    // An incomplete filter is ignored while typing.
    if (token.value === '' || /^([<>]=?|\.\.)$/.test(token.value)) continue;
    if (!apply(query, token.value.toLowerCase(), nowMs))
      query.problems.push(text.slice(token.from, token.to));
  }
  query.phrase = query.words.join(' ');
  return query;
}

/** Adds a value to the query; false: not understood. */
type Filter = (query: Query, value: string, nowMs: number) => boolean;

const filters: Readonly<Record<string, Filter>> = {
  type(query, value) {
    const types = value.split(',').filter((one) => one !== '');
    query.types ??= { kinds: [], extensions: [] };
    for (const type of types) {
      if (type === 'folder' || type === 'file') query.types.kinds.push(type);
      else if (type === 'notebook') query.types.kinds.push('package');
      if (Object.hasOwn(familyExtensions, type))
        query.types.extensions.push(...familyExtensions[type as ExtensionFamily].split(' '));
      query.types.extensions.push(type.replace(/^\*?\./, ''));
    }
    return types.length > 0;
  },
  size: (query, value) => push(query.sizes, parseSize(value)),
  modified: (query, value, nowMs) => push(query.modified, parseMoments(value, nowMs)),
  shared(query, value) {
    const sharing = Object.hasOwn(sharings, value) ? sharings[value] : undefined;
    if (sharing === undefined) return false;
    query.sharing = [...(query.sharing ?? []), ...sharing];
    return true;
  },
  by: (query, value) => query.by.push(toFolded(value)) > 0,
  in: (query, value) => query.within.push(toFolded(value)) > 0,
  is(query, value) {
    if (value !== 'duplicate') return false;
    query.isDuplicate = true;
    return true;
  },
};

const sharings: Readonly<Record<string, Item['sharing'][]>> = {
  me: ['withMe'],
  'with-me': ['withMe'],
  'by-me': ['byMe'],
  yes: ['withMe', 'byMe'],
  no: ['none'],
};

function push(ranges: Range[], range: Range | null): boolean {
  if (range === null) return false;
  ranges.push(range);
  return true;
}

const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
  tb: 1024 ** 4,
};

/** [from, to) in bytes, with the units of displayed sizes. */
export function parseSize(value: string): Range | null {
  if (value === 'empty') return { from: 0, to: 1 };
  const span = value.split('..');
  if (span.length === 2) {
    const from = parseBytes(span[0] ?? '');
    const to = parseBytes(span[1] ?? '');
    return from === null || to === null ? null : { from: from.bytes, to: to.bytes + 1 };
  }
  const [, sign = '', amount = ''] = /^([<>]=?)?(.*)$/.exec(value) ?? [];
  const size = parseBytes(amount);
  if (size === null) return null;
  const { bytes, step } = size;
  if (sign === '>') return { from: bytes + 1, to: null };
  if (sign === '>=') return { from: bytes, to: null };
  if (sign === '<') return { from: null, to: bytes };
  if (sign === '<=') return { from: null, to: bytes + 1 };
  return { from: Math.max(0, bytes - step / 2), to: bytes + Math.max(1, step / 2) };
}

/** "1.5MB", "1,5mo" (French for octets). `step`: the size of one unit in the last digit. */
function parseBytes(text: string): { bytes: number; step: number } | null {
  const [, digits, unit = ''] = /^(\d+(?:[.,]\d+)?)([kmgt]?[bo]?)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const factor = unitBytes[`${unit.replace(/[bo]$/, '')}b`] ?? 1;
  const decimals = /[.,](\d+)$/.exec(digits)?.[1]?.length ?? 0;
  return { bytes: Math.round(Number(digits.replace(',', '.')) * factor), step: factor / 10 ** decimals };
}

const isIn = (ranges: readonly Range[], value: number | null): boolean =>
  ranges.length === 0 ||
  (value !== null &&
    ranges.some(({ from, to }) => (from === null || value >= from) && (to === null || value < to)));

const holdsAny = (parts: readonly string[], text: () => string): boolean =>
  parts.length === 0 || parts.some((part) => toFolded(text()).includes(part));

/** Checks everything but the words. */
export function passesFilters(query: Query, item: Omit<Queried, 'foldedName'>): boolean {
  const { types, sharing } = query;
  if (types !== null) {
    const isKind = types.kinds.includes(item.kind);
    if (!isKind && (item.kind !== 'file' || !types.extensions.includes(item.extension))) return false;
  }
  if (query.sizes.length > 0 && item.kind !== 'file') return false;
  return (
    isIn(query.sizes, item.sizeBytes) &&
    isIn(query.modified, item.modifiedMs) &&
    (sharing === null || sharing.includes(item.sharing)) &&
    holdsAny(query.by, () => item.modifiedBy() ?? '') &&
    holdsAny(query.within, item.folderPath)
  );
}

export const hasFilters = (query: Query): boolean =>
  query.types !== null ||
  query.sharing !== null ||
  query.isDuplicate ||
  [query.sizes, query.modified, query.by, query.within].some((list) => list.length > 0);

export function matchesQuery(query: Query, item: Queried): boolean {
  return query.words.every((word) => item.foldedName.includes(word)) && passesFilters(query, item);
}

export const toQueried = (item: Item, folderPath = ''): Queried => ({
  foldedName: toFolded(item.name),
  kind: item.kind,
  extension: toExtension(item.name),
  sizeBytes: item.sizeBytes,
  modifiedMs: item.modifiedAt === null ? null : Date.parse(item.modifiedAt),
  sharing: item.sharing,
  modifiedBy: () => item.modifiedBy,
  folderPath: () => folderPath,
});
