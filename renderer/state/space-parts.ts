import type { Sort } from '../../electron/contract/records.ts';
import type { Span } from '../words/spans.ts';
import type { Page, SpacePart } from './navigation.ts';

export interface PartArrangement {
  filter: string;
  sort: readonly Sort[];
}

const spanQueries: Readonly<Record<Span, string>> = {
  yesterday: 'modified:>=yesterday',
  week: 'modified:7d',
  month: 'modified:30d',
};

/** `person`: only files they changed last. */
export const toChangesQuery = (span: Span, person: string | null): string =>
  ['type:file', spanQueries[span], person === null ? [] : `by:"${person.replaceAll('"', '')}"`]
    .flat()
    .join(' ');

const bySize: readonly Sort[] = [{ key: 'size', direction: 'descending' }];

const parts: Readonly<Record<SpacePart, PartArrangement>> = {
  map: { filter: '', sort: bySize },
  largest: { filter: 'type:file', sort: bySize },
  oldest: { filter: 'type:file', sort: [{ key: 'modified', direction: 'ascending' }] },
  duplicates: { filter: 'is:duplicate', sort: bySize },
  changes: { filter: toChangesQuery('week', null), sort: [{ key: 'modified', direction: 'descending' }] },
  types: { filter: '', sort: bySize },
};

/** The fixed order and filter of a page; null: the person's own. */
export function arrangementOf(page: Page): PartArrangement | null {
  // An empty `sort` orders search results by relevance.
  if (page.name === 'search') return { filter: page.query, sort: [] };
  return page.name === 'space' ? parts[page.part] : null;
}
