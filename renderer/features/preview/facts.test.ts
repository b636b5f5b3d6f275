import { describe, expect, it } from 'vitest';
import type { Item } from '../../../electron/contract/records.ts';
import { toFacts } from './facts.ts';

const item: Item = {
  driveId: 'd',
  itemId: 'i',
  name: 'Budget.final.XLSX',
  kind: 'file',
  sizeBytes: 2048,
  childCount: null,
  modifiedAt: '2026-05-04T10:00:00Z',
  modifiedBy: 'Mia Lang',
  sharing: 'none',
  sharedBy: null,
  hasThumbnail: false,
  preview: 'none',
  problem: null,
};
const known = { item, folderPath: 'myfiles/Finance', totals: null, details: null };
const valueOf = (changes: Partial<Item>, name: string) =>
  toFacts({ ...known, item: { ...item, ...changes } }).find((fact) => fact.name === name)?.value;

describe('the facts of an item', () => {
  it('name its type with the extension, and its full path', () => {
    expect(valueOf({}, 'type')).toBe('Spreadsheet (XLSX)');
    expect(valueOf({}, 'path')).toBe('myfiles/Finance/Budget.final.XLSX');
    expect(valueOf({ name: 'README' }, 'type')).toBe('File');
  });

  it('omit what is unknown', () => {
    const names = toFacts({
      ...known,
      item: { ...item, sizeBytes: null, modifiedAt: null, modifiedBy: null },
    }).map(({ name }) => name);
    expect(names).toEqual(['type', 'sharing', 'path']);
  });

  it('count the contents of a folder, which has no extension', () => {
    const folder: Partial<Item> = { name: 'v1.2', kind: 'folder', sizeBytes: null, childCount: 3 };
    expect(valueOf(folder, 'contents')).toBe('3 items');
    expect(valueOf(folder, 'type')).toBe('Folder');
    const totals = { sizeBytes: 5000, files: 12, folders: 3 };
    const facts = toFacts({ ...known, item: { ...item, ...folder }, totals });
    expect(facts.find(({ name }) => name === 'contents')?.value).toBe('12 files in 3 folders');
    expect(facts.find(({ name }) => name === 'size')?.value).toBe('4.9 KB (5,000 bytes)');
  });

  it('say who shares it', () => {
    expect(valueOf({ sharing: 'withMe', sharedBy: 'Ana Reyes' }, 'sharing')).toBe('Shared by Ana Reyes');
    expect(valueOf({ sharing: 'withMe' }, 'sharing')).toBe('Shared with you');
  });
});
