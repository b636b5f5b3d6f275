import { expect, test } from 'vitest';
import { createRig, type Rig } from '../testing/rig.ts';
import { openPath, rowsOf } from '../testing/steps.ts';
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
