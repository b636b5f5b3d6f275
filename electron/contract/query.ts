import { familyExtensions, toExtension, toFamily } from './file-families.ts';
import { toFolded } from './fold-text.ts';
import type { Item } from './records.ts';
import { parseSize } from './query-sizes.ts';
import { parseMoments, type Range } from './query-times.ts';
import { toTokens, type FilterKey } from './query-tokens.ts';

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
  for (const { key, value, isQuoted, from, to } of toTokens(text)) {
    if (key === null) {
      if (!addWords(query, value, isQuoted)) query.problems.push(text.slice(from, to));
    } else if (value !== '' && !(key !== '?' && filters[key](query, value, nowMs))) {
      query.problems.push(text.slice(from, to));
    }
  }
  query.phrase = query.words.join(' ');
  return query;
}

/** No name contains these: `*.pdf` and `a/b.txt` still find something. */
const noNameCharacters = /["*:<>?|]+/;

/** "/Finance\\Invoices/" -> "finance/invoices" */
const toPath = (text: string): string =>
  toFolded(
    text
      .split(/[\\/]+/)
      .filter((part) => part !== '')
      .join('/'),
  );

function addWords(query: Query, text: string, isQuoted: boolean): boolean {
  if (!isQuoted && /^(?:[<>]|-[a-z]+:)/i.test(text)) return false;
  const slash = isQuoted ? -1 : Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
  const folders = toPath(text.slice(0, slash + 1)).replace(/^myfiles(?:\/|$)/, '');
  if (folders !== '') query.within.push(folders);
  const words = isQuoted ? [text] : text.slice(slash + 1).split(noNameCharacters);
  query.words.push(...words.map((word) => toFolded(word).trim()).filter((word) => word !== ''));
  return true;
}

/** false: not understood. */
type Filter = (query: Query, value: string, nowMs: number) => boolean;

const filters: Readonly<Record<FilterKey, Filter>> = {
  type(query, value) {
    const types = value.split(',').filter((one) => one !== '');
    if (types.length === 0) return false;
    query.types ??= { kinds: [], extensions: [] };
    for (const type of types) {
      const family = toFamily(type);
      if (/^(?:folder|file)s?$/.test(type)) query.types.kinds.push(type.startsWith('fo') ? 'folder' : 'file');
      else if (family === 'notebook') query.types.kinds.push('package');
      if (family !== null) query.types.extensions.push(...familyExtensions[family].split(' '));
      query.types.extensions.push(type.slice(type.lastIndexOf('.') + 1));
    }
    return true;
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
  in(query, value) {
    const path = toPath(value);
    if (path !== '') query.within.push(path);
    return path !== '';
  },
  is(query, value) {
    if (!/^duplicates?$/.test(value)) return false;
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

const isOpen = ({ from, to }: Range): boolean => from === null || to === null;

/** Ranges are alternatives, except "more than" and "less than" that meet: together they are one. */
function push(ranges: Range[], range: Range | null): boolean {
  if (range === null) return false;
  const at = ranges.findIndex((known) => {
    const from = known.from ?? range.from;
    const to = known.to ?? range.to;
    return isOpen(known) && isOpen(range) && from !== null && to !== null && from < to;
  });
  const known = ranges[at];
  if (known === undefined) ranges.push(range);
  else ranges[at] = { from: known.from ?? range.from, to: known.to ?? range.to };
  return true;
}

const isIn = (ranges: readonly Range[], value: number | null): boolean =>
  ranges.length === 0 ||
  (value !== null &&
    ranges.some(({ from, to }) => (from === null || value >= from) && (to === null || value < to)));

const holdsAny = (parts: readonly string[], text: () => string): boolean =>
  parts.length === 0 || parts.some((part) => toFolded(text()).includes(part));

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
