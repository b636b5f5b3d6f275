import { describe, expect, it } from 'vitest';
import type { DeletePlan } from '../../electron/contract/records.ts';
import { deleteWords } from './dialogs.ts';

const plan = (changes: Partial<DeletePlan>): DeletePlan => ({
  count: 1,
  files: 1,
  folders: 0,
  packages: 0,
  shortcuts: 0,
  sharedCount: 0,
  sizeBytes: 0,
  inFolders: 0,
  folderBytes: null,
  sampleNames: ['Report.docx'],
  ask: 'noUndo',
  canUndo: false,
  ...changes,
});

describe('the question before a delete', () => {
  it('names a single item and counts many', () => {
    expect(deleteWords.title(plan({}))).toBe('Delete “Report.docx”?');
    expect(deleteWords.title(plan({ count: 1200 }))).toBe('Delete 1,200 items?');
  });

  it('says what folders take with them and leaves out what is none', () => {
    expect(deleteWords.what(plan({ files: 2, folders: 1, sizeBytes: 2048, inFolders: 26 }))).toBe(
      '2 files (2.0 KB), 1 folder with everything in it (26 items on its first level)',
    );
    expect(deleteWords.what(plan({ files: 0, folders: 1, inFolders: 26, folderBytes: 3072 }))).toBe(
      '1 folder with everything in it (3.0 KB, 26 items on its first level)',
    );
    expect(deleteWords.what(plan({ files: 0, folders: 2, inFolders: null }))).toBe(
      '2 folders with everything in them',
    );
    expect(deleteWords.what(plan({ files: 0, folders: 2, inFolders: 40, folderBytes: 3072 }))).toBe(
      '2 folders with everything in them (3.0 KB, 40 items on their first level)',
    );
    expect(deleteWords.what(plan({ files: 0, folders: 1, inFolders: 0 }))).toBe('1 folder, empty');
    expect(deleteWords.what(plan({ files: 0, shortcuts: 1 }))).toBe('1 shortcut, what it leads to stays');
    expect(deleteWords.what(plan({}))).toBe('1 file');
  });

  it('says for shared ones that everyone loses them', () => {
    expect(deleteWords.shared(plan({ sharedCount: 1 }))).toBe('Shared: this removes it for everyone.');
    expect(deleteWords.shared(plan({ count: 3, sharedCount: 2 }))).toBe(
      '2 of them are shared: this removes them for everyone.',
    );
  });

  it('always says where it goes and who can bring it back', () => {
    expect(deleteWords.where(plan({ canUndo: true }))).toContain('You can undo it here');
    expect(deleteWords.where(plan({ count: 2 }))).toBe(
      'They go to the recycle bin of OneDrive. Slipway can’t bring them back from there; OneDrive on the web can.',
    );
  });
});
