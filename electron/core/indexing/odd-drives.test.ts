import { expect, test } from 'vitest';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { openPath, rowNamed, rowsOf } from '../testing/steps.ts';
import { checked, enumerated, indexedTree } from './testing/index-steps.ts';

const search = async (rig: Rig, accountId: string, filter: string) => {
  const { viewId } = await rig.call('search.open', {
    accountId,
    scope: 'all',
    near: null,
    within: null,
    sort: [],
    filter,
  });
  const names = (await rowsOf(rig, viewId)).map(({ name }) => name);
  await rig.call('view.close', { viewId });
  return names;
};

test('finds the longest names of any script, forty levels down, with any time', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty' });
  const { drive } = rig.service;
  const names = [
    `${'𝄞'.repeat(125)}abc.x`,
    `${'ש'.repeat(120)}left${'ن'.repeat(131)}`,
    `\u202Egnp.${'é'.repeat(240)}`,
    `${'\uFFFF'.repeat(250)}.tail`,
  ];
  const deep = Array.from({ length: 40 }, (_, level) => `l${level}`).join('/');
  for (const name of names) drive.addFile(`${deep}/${name}`, name);
  drive.addFile('old.txt', 'x');
  drive.setTimes('old.txt', { created: '1601-01-01T00:00:00Z', modified: '1601-01-01T00:00:00Z' });
  drive.addFile('future.txt', 'x');
  drive.setTimes('future.txt', { modified: '9999-12-31T23:59:59Z' });
  const accountId = await enumerated(rig);
  expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
  expect(await search(rig, accountId, '𝄞𝄞abc')).toEqual([names[0]]);
  expect(await search(rig, accountId, 'שleftن')).toEqual([names[1]]);
  expect(await search(rig, accountId, 'ééé')).toEqual([names[2]]);
  expect(await search(rig, accountId, 'modified:<2000')).toEqual(['old.txt']);
  expect(await search(rig, accountId, 'modified:>2100')).toEqual(['future.txt']);
  const { head } = await openPath(rig, accountId, `myfiles/${deep}`);
  expect((await rowsOf(rig, head.viewId)).map(({ name }) => name).sort()).toEqual([...names].sort());
  const { totals } = await rig.call('facts.totals', { accountId, folder: null });
  expect(totals).toMatchObject({ files: names.length + 2, folders: 40 });
});

test('a response that is too large is asked for again with fewer items', async () => {
  await using rig = await createRig({ indexing: true });
  rig.service.faults.add({
    route: /delta\?\$top=1000/,
    edit: (body) => ({ ...body, padding: ' '.repeat(33 * 1024 * 1024) }),
  });
  const accountId = await enumerated(rig);
  expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
  rig.service.drive.addFile('later.txt', 'x');
  await checked(rig);
  expect(await indexedTree(rig, accountId)).toContain('later.txt');
});

type WireItem = Record<string, unknown>;

function editNext({ service }: Rig, edit: (items: WireItem[]) => WireItem[]): void {
  service.faults.add({
    route: 'GET delta',
    edit: ({ value, ...rest }) => ({ ...rest, value: edit(value as WireItem[]) }),
  });
}

test('folders that contain each other or themselves are removed like any others', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty' });
  const { drive, world } = rig.service;
  for (const path of ['a/1.txt', 'b/2.txt', 'c/3.txt', 'stays.txt']) drive.addFile(path, path);
  const accountId = await enumerated(rig);
  const [a, b, c] = ['a', 'b', 'c'].map((path) => drive.idOf(path));
  const inside = (id = '', parent = '') => ({
    id,
    name: id.slice(-3),
    folder: {},
    parentReference: { driveId: drive.id, id: parent },
  });
  editNext(rig, () => [inside(a, b), inside(b, a), inside(c, c)]);
  await checked(rig);
  drive.remove('a');
  await checked(rig);
  expect(await indexedTree(rig, accountId)).not.toContain('b/2.txt');
  drive.remove('b');
  drive.remove('c');
  world.delta.generation += 1;
  expect(await checked(rig)).toMatchObject({ state: 'fresh' });
  expect(await indexedTree(rig, accountId)).toEqual(['stays.txt']);
});

test.each(['@odata.nextLink', '@odata.deltaLink'])(
  'a %s to another host is never followed, and the next check recovers',
  async (link) => {
    await using rig = await createRig({ indexing: true, content: 'empty', clock: createFastClock() });
    const { drive, faults, world } = rig.service;
    drive.addFile('one.txt', 'x');
    const accountId = await enumerated(rig);
    const elsewhere = `http://127.0.0.1:1${new URL(world.graphUrl).pathname}/drives/x/root/delta?token=1`;
    faults.add({
      route: 'GET delta',
      edit: ({ value }) => ({ value, [link]: elsewhere }),
    });
    drive.addFile('two.txt', 'y');
    await checked(rig);
    drive.addFile('three.txt', 'z');
    expect(await checked(rig)).toMatchObject({ state: 'fresh', failure: null });
    expect(await indexedTree(rig, accountId)).toEqual(['one.txt', 'three.txt', 'two.txt']);
  },
);

test('what a delta leaves out stays known as long as the version is the same', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty' });
  const { drive } = rig.service;
  drive.addFile('A/one.txt', 'four');
  let eTag: unknown;
  editNext(rig, (items) => {
    eTag = items.find((item) => item['name'] === 'one.txt')?.['eTag'];
    return items;
  });
  const accountId = await enumerated(rig);
  const { head } = await openPath(rig, accountId, 'myfiles/A');
  const before = await rowNamed(rig, head.viewId, 'one.txt');
  expect(before).toMatchObject({ sizeBytes: 4, modifiedBy: expect.any(String) });
  editNext(rig, () => [
    // The drive is that of the delta.
    { id: before.itemId, name: 'uno.txt', eTag, file: {}, parentReference: { id: drive.idOf('A') } },
    { id: 'new', name: 'new.txt', file: {}, parentReference: { id: drive.idOf('A') } },
  ]);
  drive.addFolder('B');
  await checked(rig);
  expect(await rowNamed(rig, head.viewId, 'uno.txt')).toEqual({ ...before, name: 'uno.txt' });
  expect(await rowNamed(rig, head.viewId, 'new.txt')).toMatchObject({ sizeBytes: null, modifiedAt: null });
});

test('a folder whose new name a delta leaves out is not taken for a deleted one', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty' });
  const { drive } = rig.service;
  drive.addFile('A/one.txt', 'x');
  const accountId = await enumerated(rig);
  const id = drive.idOf('A');
  drive.rename('A', 'B');
  drive.addFile('A/two.txt', 'y');
  // Its contents are not reported again.
  editNext(rig, (items) => items.map((item) => (item['id'] === id ? { ...item, name: undefined } : item)));
  await checked(rig);
  expect((await search(rig, accountId, '.txt')).sort()).toEqual(['one.txt', 'two.txt']);
});

test('an item that was deleted comes back under the same id, with what it contains', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty' });
  const { drive } = rig.service;
  for (const name of ['1.txt', '2.txt']) drive.addFile(`A/B/${name}`, name);
  const accountId = await enumerated(rig);
  const folder = drive.find('A/B')!;
  drive.remove('A/B');
  await checked(rig);
  expect(await indexedTree(rig, accountId)).toEqual(['A/']);
  drive.raw.restore(folder, drive.find('A')!, 'B');
  // Only the folder is reported, as after a move.
  editNext(rig, (items) => items.filter((item) => item['file'] === undefined));
  await checked(rig);
  const { head } = await openPath(rig, accountId, 'myfiles/A/B');
  await expect.poll(() => rowsOf(rig, head.viewId)).toHaveLength(2);
  expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
});

test('shortcuts and notebooks come and go with their delta', async () => {
  await using rig = await createRig({ indexing: true });
  const { drive } = rig.service;
  const theirs = rig.service.driveOf('kim@contoso.example');
  theirs.addFile('Plans/deep.txt', 'x');
  theirs.share('Plans', 'read');
  const accountId = await enumerated(rig);
  const target = { driveId: theirs.id, itemId: theirs.idOf('Plans') };
  drive.addShortcut('Inbox/Their plans', target);
  drive.addNotebook('Inbox/Notes about plans');
  await checked(rig);
  const { head } = await openPath(rig, accountId, 'myfiles/Inbox');
  expect(await rowNamed(rig, head.viewId, 'Their plans')).toMatchObject({ ...target, kind: 'folder' });
  expect(await rowNamed(rig, head.viewId, 'Notes about plans')).toMatchObject({ kind: 'package' });
  expect((await search(rig, accountId, 'plans')).sort()).toEqual(['Notes about plans', 'Their plans']);
  drive.remove('Inbox/Their plans');
  drive.remove('Inbox/Notes about plans');
  await checked(rig);
  expect(await search(rig, accountId, 'plans')).toEqual([]);
});

const countsIn = async (rig: Rig, accountId: string, path: string) => {
  const { head } = await openPath(rig, accountId, path);
  const rows = await rowsOf(rig, head.viewId);
  await rig.call('view.close', { viewId: head.viewId });
  return Object.fromEntries(rows.map(({ name, childCount }) => [name, childCount]));
};

test('the contents of folders are counted where the delta says that each is empty', async () => {
  await using rig = await createRig({
    indexing: true,
    content: 'empty',
    quirks: { deltaPageItems: 2 },
  });
  const { drive, faults } = rig.service;
  interface Wire {
    folder?: { childCount: number };
  }
  const sayEmpty = () =>
    faults.add({
      route: /delta/,
      times: Infinity,
      edit: (body) => ({
        ...body,
        value: (body['value'] as Wire[]).map((item) =>
          item.folder === undefined ? item : { ...item, folder: { ...item.folder, childCount: 0 } },
        ),
      }),
    });
  let saying = sayEmpty();
  drive.addFile('Letters/a.txt', 'a');
  drive.addFile('Letters/b.txt', 'b');
  drive.addFolder('Letters/Old', { files: 3 });
  drive.addFolder('None');
  const accountId = await enumerated(rig);
  await expect.poll(() => countsIn(rig, accountId, 'myfiles')).toEqual({ Letters: 3, None: null });
  expect(await countsIn(rig, accountId, 'myfiles/Letters')).toMatchObject({ Old: 3 });

  const before = rig.service.counters.count(/children/);
  await countsIn(rig, accountId, 'myfiles/None');
  await expect.poll(() => countsIn(rig, accountId, 'myfiles')).toEqual({ Letters: 3, None: 0 });
  expect(rig.service.counters.count(/children/) - before, 'it may not be empty').toBe(1);

  drive.remove('Letters/a.txt');
  drive.addFile('None/new.txt', 'n');
  drive.addFile('Later/x/y.txt', 'y');
  for (const name of ['1', '2', '3', '4', '5']) drive.addFile(`Last/${name}.txt`, name);
  await checked(rig);
  const counts = { Letters: 2, None: 1, Later: 1, Last: 5 };
  expect(await countsIn(rig, accountId, 'myfiles'), 'by every page').toEqual(counts);
  expect(await countsIn(rig, accountId, 'myfiles/Later')).toEqual({ x: 1 });

  drive.addFile('Letters/c.txt', 'c');
  drive.remove('Last/1.txt');
  saying.remove();
  faults.add({ route: /delta/, status: 410, code: 'resyncRequired' });
  saying = sayEmpty();
  await checked(rig);
  // Another enumeration counts them all.
  await expect.poll(() => countsIn(rig, accountId, 'myfiles')).toEqual({ ...counts, Letters: 3, Last: 4 });
  saying.remove();
});
