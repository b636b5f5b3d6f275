import type { SavedFile } from '../../../electron/contract/records.ts';

export type DocumentColumn = 'name' | 'from' | 'downloadedAt' | 'sizeBytes' | 'state';

export interface DocumentSort {
  column: DocumentColumn;
  direction: 'ascending' | 'descending';
}

/** Dates and sizes are looked at from the largest, names from A. */
const firstDirection: Record<DocumentColumn, DocumentSort['direction']> = {
  name: 'ascending',
  from: 'ascending',
  downloadedAt: 'descending',
  sizeBytes: 'descending',
  state: 'ascending',
};

export const initialSort: DocumentSort = { column: 'downloadedAt', direction: 'descending' };

/** A click on a column's head: sort by it, or turn it round. */
export function toNextSort(sort: DocumentSort, column: DocumentColumn): DocumentSort {
  if (sort.column !== column) return { column, direction: firstDirection[column] };
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
/** What needs a person comes first. */
const stateOrder: Record<SavedFile['state'], number> = { changed: 0, missing: 1, present: 2 };

const compare: Record<DocumentColumn, (a: SavedFile, b: SavedFile) => number> = {
  name: (a, b) => collator.compare(a.name, b.name),
  from: (a, b) => collator.compare(a.from, b.from),
  downloadedAt: (a, b) => Date.parse(a.downloadedAt) - Date.parse(b.downloadedAt),
  sizeBytes: (a, b) => a.sizeBytes - b.sizeBytes,
  state: (a, b) => stateOrder[a.state] - stateOrder[b.state],
};

/** Equal ones by name, always from A. */
export function sortDocuments(files: readonly SavedFile[], { column, direction }: DocumentSort): SavedFile[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return files.toSorted((a, b) => sign * compare[column](a, b) || compare.name(a, b));
}
