import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import type { DocumentSort } from './document-order.ts';
import { sortDocuments, sortFolders } from './document-order.ts';

export interface CopyFolder {
  kind: 'folder';
  rowId: string;
  name: string;
  path: string;
  files: readonly SavedFile[];
}

export type CopyRow = CopyFolder | { kind: 'file'; rowId: string; file: SavedFile };

/** "Alex Sample/myfiles/Finance" if there are several accounts. */
export const pathOf = ({ accountName, from }: SavedFile, hasManyAccounts: boolean): string =>
  hasManyAccounts ? `${toSegment(accountName)}/${from}` : from;

/** Account names may contain the path separator. */
const toSegment = (name: string): string => name.replaceAll('/', '∕');

/** Skips levels with only one account or place. */
export function toTop(files: readonly SavedFile[], hasManyAccounts: boolean): string {
  const [first] = files;
  if (first === undefined) return '';
  const levels = pathOf(first, hasManyAccounts)
    .split('/')
    .slice(0, hasManyAccounts ? 2 : 1);
  let top = '';
  for (const level of levels) {
    const next = join(top, level);
    if (!files.every((file) => isWithin(pathOf(file, hasManyAccounts), next))) break;
    top = next;
  }
  return top;
}

export function toRows(
  files: readonly SavedFile[],
  folder: string,
  sort: DocumentSort,
  hasManyAccounts: boolean,
): CopyRow[] {
  const own: SavedFile[] = [];
  const below = new Map<string, SavedFile[]>();
  for (const file of files) {
    const path = pathOf(file, hasManyAccounts);
    if (!isWithin(path, folder)) continue;
    const [name] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
    if (name === undefined || name === '') own.push(file);
    else below.set(name, [...(below.get(name) ?? []), file]);
  }
  const folders = [...below].map(([name, inside]): CopyFolder => {
    const path = join(folder, name);
    return { kind: 'folder', rowId: path, name, path, files: inside };
  });
  return [...sortFolders(folders, sort), ...toFileRows(sortDocuments(own, sort))];
}

export const toFileRows = (files: readonly SavedFile[]): CopyRow[] =>
  files.map((file) => ({ kind: 'file', rowId: file.documentId, file }));

export const toFiles = (rows: readonly CopyRow[]): SavedFile[] =>
  rows.flatMap((row) => (row.kind === 'file' ? [row.file] : row.files));

export const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

export function toParent(folder: string, top: string): string {
  if (folder === top) return top;
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
