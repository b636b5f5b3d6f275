import { describe, expect, test } from 'vitest';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { initialSort } from './document-order.ts';
import { type CopyRow, toFiles, toParent, toRows, toTop } from './document-rows.ts';

const file = (from: string, name: string, changes: Partial<SavedFile> = {}): SavedFile => ({
  documentId: `${from} ${name}`,
  accountId: 'alex',
  accountName: 'Alex Sample',
  name,
  from,
  sizeBytes: 1,
  downloadedAt: '2026-05-04T10:00:00Z',
  state: 'present',
  remote: 'same',
  isKept: false,
  keptWith: null,
  nameThere: null,
  verified: true,
  ...changes,
});

const byName = { column: 'name', direction: 'ascending' } as const;
const bySize = { column: 'size', direction: 'descending' } as const;
const namesOf = (rows: readonly CopyRow[]) =>
  rows.map((row) => (row.kind === 'file' ? row.file.name : `${row.name}/ ${row.files.length}`));

const files = [
  file('myfiles', 'a.txt'),
  file('myfiles/Finance', 'b.txt'),
  file('myfiles/Finance/2026', 'c.txt', { sizeBytes: 9 }),
  file('myfiles/Art', 'd.txt', { sizeBytes: 5 }),
];

describe('local copies in folders', () => {
  test('start inside the only place, folders first, each with everything below it', () => {
    const top = toTop(files, false);
    expect(top).toBe('myfiles');
    expect(namesOf(toRows(files, top, byName, false))).toEqual(['Art/ 1', 'Finance/ 2', 'a.txt']);
    expect(namesOf(toRows(files, 'myfiles/Finance', byName, false))).toEqual(['2026/ 1', 'b.txt']);
  });

  test('start with the accounts if there are several, whatever their names contain', () => {
    const others = [...files, file('myfiles', 'e.txt', { accountId: 'dana', accountName: 'Dana/Work' })];
    const top = toTop(others, true);
    expect(namesOf(toRows(others, top, byName, true))).toEqual(['Alex Sample/ 4', 'Dana∕Work/ 1']);
  });

  test('start with the places if there are two', () => {
    const both = [...files, file('shared/HR', 'f.txt')];
    expect(namesOf(toRows(both, toTop(both, false), byName, false))).toEqual(['myfiles/ 4', 'shared/ 1']);
  });

  test('sort with their folders by size, and remain distinct from files', () => {
    expect(namesOf(toRows(files, 'myfiles', bySize, false))).toEqual(['Finance/ 2', 'Art/ 1', 'a.txt']);
  });

  test('represent all files below them', () => {
    const [art, finance] = toRows(files, 'myfiles', byName, false);
    expect(toFiles([finance!, art!]).map(({ name }) => name)).toEqual(['b.txt', 'c.txt', 'd.txt']);
  });

  test('exclude folders whose names merely share a prefix', () => {
    const alike = [file('myfiles/Fin', 'x'), file('myfiles/Finance', 'y')];
    expect(namesOf(toRows(alike, 'myfiles/Fin', initialSort, false))).toEqual(['x']);
  });

  test('have no parent above the top', () => {
    expect(toParent('myfiles/Finance/2026', 'myfiles')).toBe('myfiles/Finance');
    expect(toParent('myfiles', 'myfiles')).toBe('myfiles');
  });
});
