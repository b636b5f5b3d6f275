import { expect, test } from 'vitest';
import type { Item } from '../../electron/contract/records.ts';
import { type CommandFacts, forTarget, getDisabledReason } from './availability.ts';

const file: Item = {
  driveId: 'd',
  itemId: 'i',
  name: 'a.txt',
  kind: 'file',
  sizeBytes: 1,
  childCount: null,
  modifiedAt: null,
  modifiedBy: null,
  sharing: 'none',
  sharedBy: null,
  hasThumbnail: false,
  preview: 'text',
  problem: null,
};

const one = { count: 1, files: 1, folders: 0, packages: 0, sizeBytes: 1 };

const facts = (changes: Partial<CommandFacts> = {}): CommandFacts => ({
  page: 'browse',
  place: 'myfiles',
  isSearch: false,
  inFolder: true,
  hasParent: true,
  canWrite: true,
  selected: one,
  accountIds: ['a'],
  onlyItem: file,
  mark: null,
  isSearched: false,
  canGoBack: true,
  canGoForward: true,
  canRedo: false,
  canPaste: false,
  canUndo: true,
  other: 'notSplit',
  ...changes,
});

test('your own file can be opened, downloaded, renamed, and deleted', () => {
  for (const command of ['open', 'download', 'rename', 'delete', 'preview'] as const) {
    expect(getDisabledReason(command, facts())).toBe(null);
  }
});

test('without a selection, commands that need one say so', () => {
  const nothing = facts({ selected: { ...one, count: 0, files: 0 }, onlyItem: null });
  for (const command of ['open', 'download', 'rename', 'delete'] as const) {
    expect(getDisabledReason(command, nothing)).toBe('nothingSelected');
  }
});

test('search results can be copied, and a single one duplicated next to its original', () => {
  const found = { page: 'search', isSearch: true, inFolder: false } as const;
  for (const command of ['copy', 'copyTo', 'copyPath', 'cut', 'duplicate'] as const)
    expect(getDisabledReason(command, facts(found))).toBe(null);
  const several = { ...one, count: 2, files: 2 };
  expect(getDisabledReason('duplicate', facts({ ...found, selected: several, onlyItem: null }))).toBe(
    'onlyOne',
  );
});

test('items of several accounts are changed one account at a time', () => {
  const several = { ...one, count: 2, files: 2 };
  const mixed = facts({
    page: 'search',
    isSearch: true,
    selected: several,
    onlyItem: null,
    accountIds: ['a', 'b'],
  });
  for (const command of ['download', 'delete', 'copy', 'cut', 'moveTo', 'keep'] as const)
    expect(getDisabledReason(command, mixed)).toBe('oneAccount');
  expect(getDisabledReason('download', { ...mixed, accountIds: ['b'] })).toBe(null);
});

test('several items can be downloaded and deleted, but opened and renamed only one at a time', () => {
  const several = facts({ selected: { ...one, count: 3, files: 3 }, onlyItem: null });
  expect(getDisabledReason('download', several)).toBe(null);
  expect(getDisabledReason('delete', several)).toBe(null);
  expect(getDisabledReason('open', several)).toBe('onlyOne');
  expect(getDisabledReason('rename', several)).toBe('onlyOne');
});

test('a view-only folder disables every change', () => {
  const readOnly = facts({ canWrite: false });
  for (const command of ['newFolder', 'uploadFiles', 'saveFile', 'rename', 'delete'] as const) {
    expect(getDisabledReason(command, readOnly)).toBe('readOnly');
  }
  expect(getDisabledReason('download', readOnly)).toBe(null);
});

test('the list of shared items accepts no files and no changes', () => {
  const list = facts({ place: 'shared', inFolder: false, canWrite: false, hasParent: false });
  expect(getDisabledReason('uploadFiles', list)).toBe('sharedList');
  // There it only hides the item.
  expect(getDisabledReason('delete', list)).toBe(null);
  expect(getDisabledReason('rename', list)).toBe('sharedList');
  expect(getDisabledReason('up', list)).toBe('atTop');
  expect(getDisabledReason('open', list)).toBe(null);
});

test('items can be copied but not moved from the list of shared items', () => {
  const list = facts({ place: 'shared', inFolder: false, canWrite: false, hasParent: false });
  for (const command of ['copy', 'copyTo', 'copyPath'] as const)
    expect(getDisabledReason(command, list)).toBe(null);
  for (const command of ['cut', 'moveTo', 'duplicate'] as const)
    expect(getDisabledReason(command, list)).toBe('sharedList');
  const revoked = { ...list, onlyItem: { ...file, problem: 'revoked' as const } };
  expect(getDisabledReason('copy', revoked)).toBe('revoked');
  expect(getDisabledReason('copyPath', revoked)).toBe(null);
});

test('only someone else’s folder can become a shortcut', () => {
  const folder = { ...file, kind: 'folder' as const, sharing: 'withMe' as const };
  expect(getDisabledReason('addShortcut', facts({ place: 'shared', onlyItem: folder }))).toBe(null);
  expect(getDisabledReason('addShortcut', facts({ place: 'shared' }))).toBe('onlyTheirFolders');
  expect(getDisabledReason('addShortcut', facts({ onlyItem: folder }))).toBe('notHere');
});

test('someone else’s folder can be included in search only once', () => {
  const folder = { ...file, kind: 'folder' as const, sharing: 'withMe' as const };
  const shared = facts({ place: 'shared', onlyItem: folder });
  expect(getDisabledReason('includeInSearch', shared)).toBe(null);
  expect(getDisabledReason('includeInSearch', { ...shared, isSearched: true })).toBe('searched');
  expect(getDisabledReason('includeInSearch', facts({ onlyItem: folder }))).toBe('notHere');
});

test('an item no longer shared can’t be opened or downloaded, and the reason says so', () => {
  const revoked = facts({ onlyItem: { ...file, problem: 'revoked' } });
  expect(getDisabledReason('open', revoked)).toBe('revoked');
  expect(getDisabledReason('download', revoked)).toBe('revoked');
});

test('a notebook can’t be opened as a folder or downloaded as a file', () => {
  const notebook = facts({
    onlyItem: { ...file, kind: 'package' },
    selected: { ...one, files: 0, packages: 1 },
  });
  expect(getDisabledReason('open', notebook)).toBe('notebook');
  expect(getDisabledReason('download', notebook)).toBe('noFiles');
});

test('on other pages no command acts on a folder that isn’t visible', () => {
  const elsewhere = facts({ page: 'transfers', place: null });
  for (const command of ['newFolder', 'delete', 'refresh', 'selectAll', 'filter', 'preview'] as const) {
    expect(getDisabledReason(command, elsewhere)).toBe('notHere');
  }
  expect(getDisabledReason('goMyFiles', elsewhere)).toBe(null);
  for (const page of ['settings', 'accounts'] as const)
    expect(getDisabledReason('filter', facts({ page, place: null })), 'a filter of their own').toBe(null);
});

test('an explicit target overrides the selection', () => {
  const several = facts({ selected: { ...one, count: 3, files: 3 }, onlyItem: null });
  expect(getDisabledReason('rename', forTarget(several, file))).toBe(null);
  const nothing = facts({ selected: { ...one, count: 0, files: 0 }, onlyItem: null });
  expect(getDisabledReason('download', forTarget(nothing, file))).toBe(null);
  expect(getDisabledReason('download', forTarget(facts(), { ...file, kind: 'package' }))).toBe('noFiles');
  expect(getDisabledReason('download', forTarget(facts(), { ...file, problem: 'malware' }))).toBe('malware');
  expect(forTarget(several, null)).toBe(several);
});

test('only a single folder opens in a new window', () => {
  const folder: Item = { ...file, kind: 'folder' };
  expect(getDisabledReason('openInNewWindow', forTarget(facts(), folder))).toBe(null);
  expect(getDisabledReason('openInNewWindow', facts())).toBe('onlyFolders');
  const revoked: Item = { ...folder, problem: 'revoked' };
  expect(getDisabledReason('openInNewWindow', forTarget(facts(), revoked))).toBe('revoked');
});

test('a library file can be checked out; other items explain why not', () => {
  const inLibrary = { place: 'libraries' as const };
  expect(getDisabledReason('checkOut', facts(inLibrary))).toBe(null);
  expect(getDisabledReason('checkOut', facts())).toBe('onlyLibraryFiles');
  expect(getDisabledReason('checkOut', facts({ ...inLibrary, canWrite: false }))).toBe('readOnly');
  const folder = { ...file, kind: 'folder' as const };
  expect(getDisabledReason('checkOut', facts({ ...inLibrary, onlyItem: folder }))).toBe('onlyLibraryFiles');
});
