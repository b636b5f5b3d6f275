import { describe, expect, it } from 'vitest';
import type { DeletePlan } from '../../electron/contract/changes.ts';
import { toDeleteContents, toDeleteOutcome, toDeleteTitle, toSharedWarning } from './delete-text.ts';

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
    expect(toDeleteTitle(plan({}))).toBe('Delete “Report.docx”?');
    expect(toDeleteTitle(plan({ count: 1200 }))).toBe('Delete 1,200 items?');
  });

  it('says what folders contain and omits what is zero', () => {
    expect(toDeleteContents(plan({ files: 2, folders: 1, sizeBytes: 2048, inFolders: 26 }))).toBe(
      '2 files (2.0 KB), 1 folder (26 items and their subfolders)',
    );
    expect(toDeleteContents(plan({ files: 0, folders: 1, inFolders: 26, folderBytes: 3072 }))).toBe(
      '1 folder (3.0 KB, 26 items and their subfolders)',
    );
    expect(toDeleteContents(plan({ files: 0, folders: 2, inFolders: null }))).toBe(
      '2 folders and everything in them',
    );
    expect(toDeleteContents(plan({ files: 0, folders: 2, inFolders: 40, folderBytes: 3072 }))).toBe(
      '2 folders (3.0 KB, 40 items and their subfolders)',
    );
    expect(toDeleteContents(plan({ files: 0, folders: 1, inFolders: 0 }))).toBe('1 empty folder');
    expect(toDeleteContents(plan({ files: 0, shortcuts: 1 }))).toBe('1 shortcut (its target is kept)');
    expect(toDeleteContents(plan({}))).toBe('1 file');
  });

  it('says that shared items are deleted for everyone', () => {
    expect(toSharedWarning(plan({ sharedCount: 1 }))).toBe('Shared: it will be deleted for everyone.');
    expect(toSharedWarning(plan({ count: 3, sharedCount: 2 }))).toBe(
      '2 of them are shared: they will be deleted for everyone.',
    );
  });

  it('always says where items go and how to restore them', () => {
    expect(toDeleteOutcome(plan({ canUndo: true }))).toContain('You can undo this.');
    expect(toDeleteOutcome(plan({ count: 2 }))).toBe(
      'They move to the OneDrive recycle bin. To restore them, use the recycle bin in OneDrive on the web.',
    );
  });
});
