import { invalid } from '../http/graph-error.ts';
import type { Json } from './drive-item.ts';

const ITEM_PROPERTIES = new Set(
  `id name size eTag cTag createdDateTime lastModifiedDateTime createdBy lastModifiedBy description webUrl webDavUrl
  parentReference fileSystemInfo file folder package root deleted remoteItem shared specialFolder image photo video
  audio location malware bundle searchResult sharepointIds publication pendingOperations content
  content.downloadUrl @microsoft.graph.downloadUrl children permissions thumbnails versions
  analytics createdByUser lastModifiedByUser listItem retentionLabel subscriptions workbook`.split(/\s+/),
);

/** null if everything is selected. Unknown properties are refused. */
export function parseSelect(text: string | null): Set<string> | null {
  if (text === null || text.trim() === '') return null;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !ITEM_PROPERTIES.has(name) && name !== '*');
  if (unknown !== undefined) {
    throw invalid(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.driveItem'.`,
      'invalidQueryOption',
    );
  }
  return names.includes('*') ? null : new Set(names);
}

export function selectFrom(json: Json, select: Set<string> | null): Json {
  if (select === null) return json;
  const wanted = new Set(select);
  if (wanted.has('content.downloadUrl') || wanted.has('content')) wanted.add('@microsoft.graph.downloadUrl');
  return Object.fromEntries(Object.entries(json).filter(([name]) => wanted.has(name)));
}

export interface Expansion {
  name: string;
  select: Set<string> | null;
  /** Thumbnail sizes: "small", "c300x400_crop". Empty: as without `$select`. */
  sizes: string[];
  expand: Expansion[];
}

const EXPANDABLE = new Set(['thumbnails', 'children', 'permissions', 'versions', 'retentionLabel']);

/** `$expand=thumbnails,children($select=id,name;$expand=thumbnails($select=small))` */
export function parseExpand(text: string | null): Expansion[] {
  if (text === null || text.trim() === '') return [];
  return splitOutside(text, ',').map((part) => {
    const [, name = '', options = ''] = /^([^(]+?)\s*(?:\((.*)\))?$/s.exec(part) ?? [];
    if (!EXPANDABLE.has(name))
      throw invalid(`Could not find a property named '${name}' to expand.`, 'invalidQueryOption');
    const given = new Map(
      splitOutside(options, ';').map((option) => {
        const [key = '', value = ''] = option.split(/=(.*)/s);
        return [key.replace(/^\$/, ''), value];
      }),
    );
    const select = given.get('select') ?? null;
    return {
      name,
      select: name === 'children' ? parseSelect(select) : null,
      sizes: name === 'thumbnails' ? parseSizes(select) : [],
      expand: name === 'children' ? parseExpand(given.get('expand') ?? null) : [],
    };
  });
}

export const parseSizes = (select: string | null): string[] =>
  (select ?? '')
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '' && size !== 'id');

function splitOutside(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === separator && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  if (depth !== 0) throw invalid('Parsing OData Select and Expand failed.', 'invalidQueryOption');
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '');
}

export function refuseSkip(query: URLSearchParams): void {
  if (query.has('$skip'))
    throw invalid(
      '$skip is not supported on this API. Only URLs returned by the API can be used to page.',
      'invalidQueryOption',
    );
}

/** 200 by default, at most 1000. */
export function parseTop(text: string | null): number {
  if (text === null) return 200;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1) throw invalid('Invalid value for $top.', 'invalidQueryOption');
  return Math.min(top, 1000);
}

export interface OrderBy {
  key: 'name' | 'size' | 'lastModifiedDateTime';
  descending: boolean;
}

/** Personal drives sort by three properties, the others by name only. */
export function parseOrderBy(text: string | null, personal: boolean): OrderBy {
  if (text === null) return { key: 'name', descending: false };
  const [key = '', direction = 'asc'] = text.trim().split(/\s+/);
  const known = key === 'name' || (personal && (key === 'size' || key === 'lastModifiedDateTime'));
  if (!known || !/^(?:asc|desc)$/i.test(direction))
    throw invalid(`The $orderby expression '${text}' is not supported.`, 'invalidQueryOption');
  return { key, descending: direction.toLowerCase() === 'desc' };
}
