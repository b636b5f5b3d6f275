import { expect, test } from 'vitest';
import { deleteAll, endOf } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';
import { toBinOfSite } from './open-bin.ts';

async function createScene(driveType: 'personal' | 'business') {
  const opened: string[] = [];
  const rig = await createTransferRig({
    driveType,
    adjust: (ports) => (ports.browser = { open: async (url) => void opened.push(url) }),
  });
  const { accountId } = rig;
  for (const name of ['a.txt', 'b.txt', 'In/c.txt']) rig.service.drive.addFile(`From/${name}`, name);
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const outcome = await deleteAll(rig, { accountId, selection });
  const list = () => rig.call('bin.list', { accountId, from: 0, to: 100 });
  return {
    rig,
    accountId,
    outcome,
    opened,
    list,
    names: async () => (await list()).lines.map(({ name }) => name).sort(),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

test('on a personal drive what was deleted here is restored from the list, long after, and deleted once more', async () => {
  await using scene = await createScene('personal');
  const { rig, accountId } = scene;
  await rig.restart();
  expect(await scene.names()).toEqual(['In', 'a.txt', 'b.txt']);
  const { lines } = await scene.list();
  const folder = lines.find(({ name }) => name === 'In')!;
  expect(folder).toMatchObject({ path: 'myfiles/From', itemKind: 'folder', canUndo: true });
  const back = await endOf(
    rig,
    await rig.call('changes.undo', { batchId: folder.batchId, entryIds: [folder.entryId] }),
  );
  expect(rig.service.drive.tree('From')).toEqual(['In/', 'In/c.txt']);
  expect(await scene.names()).toEqual(['a.txt', 'b.txt']);
  // The restore is undone: it is in the bin again, and the line of the first delete stands for it.
  await endOf(rig, await rig.call('changes.undo', { batchId: back.batchId, entryIds: null }));
  expect(await scene.names()).toContain('In');
  await rig.call('bin.openOnWeb', { accountId });
  expect(scene.opened).toEqual(['https://onedrive.live.com/?v=recyclebin']);
});

test('on a work drive it is listed, and only the web restores', async () => {
  await using scene = await createScene('business');
  const { lines } = await scene.list();
  expect(lines.map(({ canUndo }) => canUndo)).toEqual([false, false, false]);
  await scene.rig.call('bin.openOnWeb', { accountId: scene.accountId });
  expect(scene.opened).toEqual([
    expect.stringMatching(/^https:\/\/[^/]+\/.*\/_layouts\/15\/RecycleBin\.aspx$/),
  ]);
});

test.each([
  [
    'https://contoso-my.sharepoint.com/personal/alex_contoso_example/Documents',
    'https://contoso-my.sharepoint.com/personal/alex_contoso_example/_layouts/15/RecycleBin.aspx',
  ],
  [
    'https://contoso.sharepoint.com/sites/Team/Shared%20Documents/',
    'https://contoso.sharepoint.com/sites/Team/_layouts/15/RecycleBin.aspx',
  ],
  [
    'https://contoso.sharepoint.com/Shared%20Documents',
    'https://contoso.sharepoint.com/_layouts/15/RecycleBin.aspx',
  ],
  [null, null],
])('the bin of the library %s is that of its site', (library, bin) => {
  expect(toBinOfSite(library)).toBe(bin);
});

test('a page that no browser opens is an error with a way out, and its address stands nowhere', async () => {
  await using rig = await createTransferRig({
    driveType: 'business',
    adjust: (ports) =>
      (ports.browser = { open: async (url) => Promise.reject(new Error(`no program for ${url}`)) }),
  });
  const { accountId } = rig;
  rig.service.drive.addFile('a.docx', 'text');
  const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('a.docx') };
  for (const failure of [
    await rig.failure('bin.openOnWeb', { accountId }),
    await rig.failure('items.openOnWeb', { accountId, item: null }),
    await rig.failure('previews.openPages', { accountId, item }),
  ])
    expect(failure).toMatchObject({ code: 'pageNotOpened', details: null });
});
