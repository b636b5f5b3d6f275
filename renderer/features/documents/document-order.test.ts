import { describe, expect, it } from 'vitest';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { initialSort, sortDocuments, toNextSort } from './document-order.ts';

const file = (name: string, changes: Partial<SavedFile> = {}): SavedFile => ({
  documentId: name,
  accountId: 'account',
  accountName: 'Alex Sample',
  name,
  from: 'myfiles',
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
const names = (files: SavedFile[]) => files.map(({ name }) => name);

describe('the order of the documents', () => {
  it('sorts numbers in names numerically', () => {
    const files = [file('Scan 10.pdf'), file('scan 9.pdf'), file('Scan 1.pdf')];
    expect(names(sortDocuments(files, { column: 'name', direction: 'ascending' }))).toEqual([
      'Scan 1.pdf',
      'scan 9.pdf',
      'Scan 10.pdf',
    ]);
  });

  it('begins with the latest download', () => {
    const files = [file('old', { downloadedAt: '2025-01-01T00:00:00Z' }), file('new')];
    expect(names(sortDocuments(files, initialSort))).toEqual(['new', 'old']);
  });

  it('sorts equal values by name, in either direction', () => {
    const files = [file('b'), file('c', { sizeBytes: 9 }), file('a')];
    expect(names(sortDocuments(files, { column: 'size', direction: 'descending' }))).toEqual(['c', 'a', 'b']);
    expect(names(sortDocuments(files, { column: 'size', direction: 'ascending' }))).toEqual(['a', 'b', 'c']);
  });

  it('puts files edited here first, then missing ones', () => {
    const files = [file('a'), file('b', { state: 'missing' }), file('c', { state: 'changed' })];
    expect(names(sortDocuments(files, { column: 'state', direction: 'ascending' }))).toEqual(['c', 'b', 'a']);
  });

  it('reverses on the second click; sizes and dates start descending', () => {
    const bySize = toNextSort(initialSort, 'size');
    expect(bySize).toEqual({ column: 'size', direction: 'descending' });
    expect(toNextSort(bySize, 'size').direction).toBe('ascending');
    expect(toNextSort(bySize, 'name').direction).toBe('ascending');
  });
});
