import { expect, test } from 'vitest';
import type { Sort } from '../../contract/records.ts';
import { enumerated } from '../indexing/testing/index-steps.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, byName, openListed, rowNamed, rowsOf, toRef } from '../testing/steps.ts';

const bySize: Sort[] = [{ key: 'size', direction: 'descending' }];

async function readWhole(files: Readonly<Record<string, string | { sizeBytes: number }>>) {
  const rig = await createRig({ indexing: true, content: 'empty' });
  for (const [path, content] of Object.entries(files)) rig.service.drive.addFile(path, content);
  return { rig, accountId: await enumerated(rig) };
}

async function deleteNamed(rig: Rig, accountId: string, viewId: string, names: string[]): Promise<void> {
  const itemIds = (await rowsOf(rig, viewId))
    .filter(({ name }) => names.includes(name))
    .map(({ itemId }) => itemId);
  await rig.call('items.delete', { accountId, selection: { viewId, mode: 'only', itemIds } });
  await rig.waitForEvent('changes.ended', () => true);
}

test('folders have the size of their contents at any depth: in the list, in totals, in sorting and on the map', async () => {
  const { rig, accountId } = await readWhole({
    'Small/a.txt': 'x'.repeat(10),
    'Large/deep/deeper/b.bin': { sizeBytes: 9_000 },
    'Large/c.txt': 'x'.repeat(100),
    'file.txt': 'x'.repeat(500),
  });
  await using _ = rig;
  const opening = { accountId, place: 'myfiles' as const, folder: null, foldersFirst: false, filter: '' };
  const { viewId } = await rig.call('view.open', { ...opening, sort: bySize });
  expect((await rowsOf(rig, viewId)).map(({ name }) => name)).toEqual(['Large', 'file.txt', 'Small']);

  const large = await rowNamed(rig, viewId, 'Large');
  const sizes = await rig.call('facts.folderTotals', {
    accountId,
    folders: [toRef(large)],
    soFar: false,
  });
  expect(sizes).toMatchObject({ isWhole: true, totals: [{ sizeBytes: 9_100, files: 2, folders: 2 }] });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  expect(await rig.call('view.summarize', { selection })).toMatchObject({ count: 3, sizeBytes: 9_610 });

  // Someone else's folder is not.
  const theirs = { driveId: 'b!another', itemId: 'their-folder' };
  const mixed = { accountId, folders: [theirs, toRef(large)], soFar: false };
  expect(await rig.call('facts.folderTotals', mixed)).toMatchObject({ totals: [null, { files: 2 }] });
  expect(await rig.call('facts.totals', { accountId, folder: theirs })).toMatchObject({ isWhole: false });

  const { nodes } = await rig.call('facts.tree', { accountId, folder: null, depth: 2, max: 2 });
  expect(nodes.map(({ name, kind, sizeBytes, parent }) => [name, kind, sizeBytes, parent])).toEqual([
    [expect.any(String), 'folder', 9_610, null],
    ['Large', 'folder', 9_100, 0],
    ['deep', 'folder', 9_000, 1],
    ['c.txt', 'file', 100, 1],
    ['file.txt', 'file', 500, 0],
    ['', 'rest', 10, 0],
  ]);
});

test('folders of a drive that isn’t indexed completely have no size', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('Folder/a.txt', 'x');
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const folder = toRef(await rowNamed(rig, viewId, 'Folder'));
  const asked = { accountId, folders: [folder] };
  expect(await rig.call('facts.folderTotals', { ...asked, soFar: false })).toMatchObject({
    isWhole: false,
    totals: [null],
  });
  const selection = { viewId, mode: 'only' as const, itemIds: [folder.itemId] };
  expect(await rig.call('view.summarize', { selection })).toMatchObject({ count: 1, sizeBytes: 0 });
});

test('duplicates are files with the same content anywhere, and deleting all but one frees the announced space', async () => {
  const { rig, accountId } = await readWhole({
    'A/plan.txt': 'the same',
    'B/copy of plan.txt': 'the same',
    'B/C/again.txt': 'the same',
    'other.txt': 'not same',
    'single.txt': 'alone',
  });
  await using _ = rig;
  const asked = { accountId, folder: null, minBytes: 1, from: 0, to: 50 };
  const found = await rig.call('facts.duplicates', asked);
  expect(found).toMatchObject({ groupCount: 1, fileCount: 3, freedBytes: 16, unknownCount: 0 });
  expect(found.groups[0]?.rows.map(({ name, foundIn }) => `${foundIn?.path}/${name}`).sort()).toEqual([
    'myfiles/A/plan.txt',
    'myfiles/B/C/again.txt',
    'myfiles/B/copy of plan.txt',
  ]);

  const search = { accountId, scope: 'drive' as const, near: null, within: null, sort: bySize };
  const { viewId } = await rig.call('search.open', { ...search, filter: 'is:duplicate' });
  await deleteNamed(rig, accountId, viewId, ['copy of plan.txt', 'again.txt']);
  expect(await rig.call('facts.duplicates', asked)).toMatchObject({ groupCount: 0, freedBytes: 0 });
  expect(rig.service.drive.find('A/plan.txt')).not.toBeNull();
});

test('reports what changed since a given time, and which types use the space', async () => {
  const { rig, accountId } = await readWhole({
    'a.pdf': 'x'.repeat(30),
    'b/c.PDF': 'x'.repeat(50),
    'd.txt': 'x'.repeat(70),
    'no extension': 'x',
  });
  await using _ = rig;
  const { types } = await rig.call('facts.types', { accountId, folder: null });
  expect(types).toEqual([
    { extension: 'pdf', files: 2, sizeBytes: 80 },
    { extension: 'txt', files: 1, sizeBytes: 70 },
    { extension: '', files: 1, sizeBytes: 1 },
  ]);
  const all = await rig.call('facts.changes', { accountId, folder: null, since: '2000-01-01T00:00:00Z' });
  expect(all).toMatchObject({ files: 4, sizeBytes: 151, people: [{ name: 'Alex Sample', files: 4 }] });
  const none = await rig.call('facts.changes', { accountId, folder: null, since: '2999-01-01T00:00:00Z' });
  expect(none).toMatchObject({ files: 0, people: [] });
});

test('a search in one’s own drive excludes what others share', async () => {
  await using rig = await createRig({ indexing: true });
  const accountId = await enumerated(rig);
  const opened = await rig.call('view.open', {
    accountId,
    place: 'shared',
    folder: null,
    sort: byName,
    filter: '',
  });
  await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === opened.viewId && head.freshness.state === 'fresh',
  );
  const shared = (await rowsOf(rig, opened.viewId)).filter(({ kind }) => kind === 'file');
  expect(shared.length).toBeGreaterThan(0);
  const find = async (scope: 'account' | 'drive') => {
    const asked = { accountId, scope, near: null, within: null, sort: bySize, filter: 'type:file' };
    const { viewId } = await rig.call('search.open', asked);
    const ids = new Set((await rowsOf(rig, viewId)).map(({ itemId }) => itemId));
    return shared.filter(({ itemId }) => ids.has(itemId)).length;
  };
  expect(await find('account')).toBe(shared.length);
  expect(await find('drive')).toBe(0);
});
