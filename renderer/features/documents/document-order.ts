import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { getLocale } from '../../../electron/contract/strings/translate.ts';
import type { CopyFolder } from './document-rows.ts';
import { documentStates, toDocumentState } from './document-state.ts';

export const documentColumns = ['name', 'from', 'downloaded', 'size', 'state'] as const;
export type DocumentColumn = (typeof documentColumns)[number];

export interface DocumentSort {
  column: DocumentColumn;
  direction: 'ascending' | 'descending';
}

/** Dates and sizes start descending. */
const firstDirection: Record<DocumentColumn, DocumentSort['direction']> = {
  name: 'ascending',
  from: 'ascending',
  downloaded: 'descending',
  size: 'descending',
  state: 'ascending',
};

export const initialSort: DocumentSort = { column: 'downloaded', direction: 'descending' };

export function toNextSort(sort: DocumentSort, column: DocumentColumn): DocumentSort {
  if (sort.column !== column) return { column, direction: firstDirection[column] };
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

const collator = new Intl.Collator(getLocale(), { numeric: true, sensitivity: 'base' });
const stateOrder = (file: SavedFile): number => documentStates.indexOf(toDocumentState(file));

const compare: Record<DocumentColumn, (a: SavedFile, b: SavedFile) => number> = {
  name: (a, b) => collator.compare(a.name, b.name),
  from: (a, b) => collator.compare(a.from, b.from),
  downloaded: (a, b) => Date.parse(a.downloadedAt) - Date.parse(b.downloadedAt),
  size: (a, b) => a.sizeBytes - b.sizeBytes,
  state: (a, b) => stateOrder(a) - stateOrder(b),
};

/** Equal values are sorted by name, always ascending. */
export function sortDocuments(files: readonly SavedFile[], { column, direction }: DocumentSort): SavedFile[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return files.toSorted((a, b) => sign * compare[column](a, b) || compare.name(a, b));
}

export function sortFolders(
  folders: readonly CopyFolder[],
  { column, direction }: DocumentSort,
): CopyFolder[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const value = new Map(folders.map((folder) => [folder, toValue(folder, column)]));
  const byValue = (a: CopyFolder, b: CopyFolder) => (value.get(a) ?? 0) - (value.get(b) ?? 0);
  const compareBy = column === 'name' || column === 'from' ? byFolderName : byValue;
  return folders.toSorted((a, b) => sign * compareBy(a, b) || byFolderName(a, b));
}

const byFolderName = (a: CopyFolder, b: CopyFolder): number => collator.compare(a.name, b.name);

function toValue({ files }: CopyFolder, column: DocumentColumn): number {
  switch (column) {
    case 'downloaded':
      return files.reduce((latest, file) => Math.max(latest, Date.parse(file.downloadedAt)), 0);
    case 'state':
      return files.reduce((first, file) => Math.min(first, stateOrder(file)), Number.POSITIVE_INFINITY);
    default:
      return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }
}

/** Every word in name or folder, ignoring case. */
export function filterDocuments(files: readonly SavedFile[], filter: string): readonly SavedFile[] {
  const words = filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return files;
  return files.filter(({ name, nameThere, from, accountName }) => {
    const text = `${name} ${nameThere ?? ''} ${from} ${accountName}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
