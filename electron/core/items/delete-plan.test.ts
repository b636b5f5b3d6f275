import { expect, test } from 'vitest';
import { toEntries, type SimpleFile } from '../index/testing/entries.ts';
import { maxWithoutQuestion, planDelete } from './delete-plan.ts';

const mine = { driveId: 'd', canUndoDelete: true };
const plan = (files: SimpleFile[], account = mine) => planDelete(toEntries(files), account);
const files = (count: number): SimpleFile[] =>
  Array.from({ length: count }, (_, n) => ({ name: `file ${n}`, size: 10 }));

test('deletes a few files of one’s own at once, since they can be restored', () => {
  expect(plan(files(3))).toEqual({
    count: 3,
    files: 3,
    folders: 0,
    packages: 0,
    shortcuts: 0,
    sharedCount: 0,
    sizeBytes: 30,
    inFolders: 0,
    sampleNames: ['file 0', 'file 1', 'file 2'],
    ask: 'no',
    canUndo: true,
  });
});

test('asks first when nothing can be restored', () => {
  expect(plan(files(1), { ...mine, canUndoDelete: false })).toMatchObject({ ask: 'noUndo', canUndo: false });
  expect(plan(files(1), { ...mine, driveId: 'another' })).toMatchObject({ ask: 'noUndo', canUndo: false });
});

test('P8 asks about more than fifty items because of the number alone', () => {
  expect(maxWithoutQuestion).toBe(50);
  expect(plan(files(51))).toMatchObject({ ask: 'many', count: 51, sizeBytes: 510 });
  expect(plan(files(50)).ask).toBe('no');
  expect(plan(files(51), { ...mine, canUndoDelete: false }).ask).toBe('many');
});

test('asks about non-empty folders, notebooks and shared items', () => {
  expect(plan([{ name: 'folder', kind: 'folder' }]).ask).toBe('folder');
  expect(plan([{ name: 'book', kind: 'package' }]).ask).toBe('notebook');
  expect(plan([{ name: 'a', sharing: 'byMe' }])).toMatchObject({ ask: 'shared', sharedCount: 1 });
});

test('P8 asks about a folder even if it is empty, with what is known to be in it', () => {
  const [folder] = toEntries([{ name: 'folder', kind: 'folder' }]);
  const having = (...counts: (number | null)[]) =>
    planDelete(
      counts.map((childCount) => ({ ...folder!, childCount })),
      mine,
    );
  expect(having(0)).toMatchObject({ ask: 'folder', inFolders: 0, canUndo: true });
  expect(having(0, 26)).toMatchObject({ ask: 'folder', inFolders: 26 });
  expect(having(3, null)).toMatchObject({ ask: 'folder', inFolders: null });
});

test('counts a shortcut as one item, whatever it leads to', () => {
  const [folder] = toEntries([{ name: 'folder', kind: 'folder' }]);
  const shortcut = { ...folder!, childCount: 9, own: { driveId: 'd', itemId: 'the shortcut' } };
  expect(planDelete([shortcut], mine)).toMatchObject({ ask: 'no', shortcuts: 1, folders: 0, inFolders: 0 });
});

test('gives the most serious reason', () => {
  const all: SimpleFile[] = [...files(60), { name: 'book', kind: 'package' }, { name: 'a', sharing: 'byMe' }];
  expect(plan(all).ask).toBe('shared');
  expect(plan(all.slice(0, -1)).ask).toBe('notebook');
});

test('asks nothing if nothing is selected', () => {
  expect(plan([])).toMatchObject({ count: 0, ask: 'no' });
});
