import { describe, expect, test } from 'vitest';
import { SITES } from '../../sample/model/sites.ts';
import { textContent } from '../../sample/model/content.ts';
import { deleteAll, endOf } from '../testing/change-steps.ts';
import { createRig } from '../testing/rig.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { openPath, rowNamed } from '../testing/steps.ts';
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
  const list = () => rig.call('bin.list', { driveId: null, accountId, from: 0, to: 100 });
  return {
    rig,
    accountId,
    outcome,
    opened,
    list,
    names: async () => (await list()).rows.map(({ name }) => name).sort(),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

type Scene = Awaited<ReturnType<typeof createScene>>;

test('on a personal drive, items deleted here can be restored from the list much later, then deleted again', async () => {
  await using scene = await createScene('personal');
  const { rig, accountId } = scene;
  await rig.restart();
  expect(await scene.names()).toEqual(['In', 'a.txt', 'b.txt']);
  const { rows } = await scene.list();
  const folder = rows.find(({ name }) => name === 'In')!;
  expect(folder).toMatchObject({ path: 'myfiles/From', itemKind: 'folder', canUndo: true });
  const back = await endOf(
    rig,
    await rig.call('changes.undo', { batchId: folder.batchId, entryIds: [folder.entryId] }),
  );
  expect(rig.service.drive.tree('From')).toEqual(['In/', 'In/c.txt']);
  expect(await scene.names()).toEqual(['a.txt', 'b.txt']);
  // The restore is undone: it is in the bin again, matched with the first delete.
  await endOf(rig, await rig.call('changes.undo', { batchId: back.batchId, entryIds: null }));
  expect(await scene.names()).toContain('In');
  await rig.call('bin.openOnWeb', { driveId: null, accountId });
  expect(scene.opened).toEqual(['https://onedrive.live.com/?v=recyclebin']);
});

test('an item whose folder was deleted too is restored after its folder, and the outcome names what was renamed', async () => {
  await using scene = await createScene('personal');
  const { rig, accountId } = scene;
  const { drive } = rig.service;
  const restore = async (name: string) => {
    const { rows } = await scene.list();
    const { batchId, entryId } = rows.find((row) => row.name === name)!;
    return endOf(rig, await rig.call('changes.undo', { batchId, entryIds: [entryId] }));
  };
  const home = await openPath(rig, accountId, 'myfiles');
  const { itemId } = await rowNamed(rig, home.viewId, 'From');
  await deleteAll(rig, { accountId, selection: { viewId: home.viewId, mode: 'only', itemIds: [itemId] } });
  expect((await restore('a.txt')).failed).toMatchObject([
    { name: 'a.txt', failure: { code: 'parentGone', subject: 'a.txt' } },
  ]);
  expect(await scene.names()).toEqual(['From', 'In', 'a.txt', 'b.txt']);
  expect(await restore('From')).toMatchObject({ doneCount: 1, renamedCount: 0, newName: null });
  drive.addFile('From/a.txt', 'another one');
  expect(await restore('a.txt')).toMatchObject({
    doneNames: ['a.txt'],
    renamedCount: 1,
    newName: 'a 1.txt',
  });
  expect(drive.tree('From')).toEqual(['a 1.txt', 'a.txt']);
  // What is no longer in the recycle bin can't be restored, and its folder isn't the reason.
  rig.service.faults.add({ route: 'POST restore', status: 404 });
  expect((await restore('b.txt')).failed).toMatchObject([{ failure: { code: 'undoExpired' } }]);
});

test('on a work drive, deleted items are listed, but only the web can restore them', async () => {
  await using scene = await createScene('business');
  const { rows } = await scene.list();
  expect(rows.map(({ canUndo }) => canUndo)).toEqual([false, false, false]);
  expect(rows[0]?.noUndo).toBe('restoreOnWeb');
  await scene.rig.call('bin.openOnWeb', { driveId: null, accountId: scene.accountId });
  expect(scene.opened).toEqual([
    expect.stringMatching(/^https:\/\/[^/]+\/.*\/_layouts\/15\/RecycleBin\.aspx$/),
  ]);
});

const listed = async ({ rig, accountId }: Scene) =>
  (await rig.call('bin.listOfSite', { driveId: null, accountId })).items.map(
    ({ name, path, deletedBy, entryId }) => [path, name, deletedBy, entryId !== null],
  );

describe('the recycle bin of a work drive’s site, through Microsoft’s preview API', () => {
  test('lists what others deleted, and marks what was deleted from here', async () => {
    await using scene = await createScene('business');
    const { rig, accountId } = scene;
    const { service } = rig;
    service.clock.advance(60_000);
    service.drive.addFile('From/a.txt', 'twelve bytes');
    service.drive.remove('From/a.txt');
    service.clock.advance(60_000);
    service.drive.addFile('Deep/er/elsewhere.txt', 'abc');
    service.drive.remove('Deep/er/elsewhere.txt');
    const found = await listed(scene);
    expect([
      ...found.slice(0, 2),
      ...found.slice(2).sort((a, b) => (String(a) < String(b) ? -1 : 1)),
    ]).toEqual([
      ['myfiles/Deep/er', 'elsewhere.txt', 'Alex Sample', false],
      // A later file of the same name is a separate row.
      ['myfiles/From', 'a.txt', 'Alex Sample', false],
      ...['In', 'a.txt', 'b.txt'].map((name) => ['myfiles/From', name, 'Alex Sample', true]),
    ]);
    const { items, hasMore } = await rig.call('bin.listOfSite', { driveId: null, accountId });
    expect([hasMore, items.map(({ sizeBytes }) => sizeBytes).slice(0, 2)]).toEqual([false, [3, 12]]);
    const { rows: mine } = await scene.list();
    const ours = items.flatMap(({ entryId }) => entryId ?? []).sort();
    expect(ours).toEqual(mine.map(({ entryId }) => entryId).sort());
    expect(service.counters.count('GET recycleBin items')).toBe(2);
  });

  test.each([
    [401, 'signInNeeded'],
    [403, 'accessDenied'],
    [404, 'notFound'],
    [429, 'throttled'],
    [500, 'serviceUnavailable'],
    [503, 'serviceUnavailable'],
  ] as const)('is requested once if it answers %i, and nothing else changes', async (status, code) => {
    await using scene = await createScene('business');
    const { rig, accountId } = scene;
    const headers = {
      'Retry-After': '600',
      'WWW-Authenticate': 'Bearer error="insufficient_claims", claims="e30="',
    };
    rig.service.faults.add({ route: 'GET recycleBin items', status, headers, times: Infinity });
    expect((await rig.failure('bin.listOfSite', { driveId: null, accountId })).code).toBe(code);
    expect(rig.service.counters.count('GET recycleBin items')).toBe(1);
    expect(await scene.names()).toEqual(['In', 'a.txt', 'b.txt']);
    expect((await rig.call('accounts.waiting', { accountId })).until).toBeNull();
    expect(await rig.call('accounts.list', {})).toMatchObject([{ state: 'ready', failure: null }]);
  });

  test('fails on an unreadable response, but shows the entries it could read', async () => {
    await using scene = await createScene('business');
    const { rig, accountId } = scene;
    const answer = (json: object) =>
      rig.service.faults.add({
        route: 'GET recycleBin items',
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(json),
      });
    answer({ value: 'later' });
    expect((await rig.failure('bin.listOfSite', { driveId: null, accountId })).code).toBe('unexpectedAnswer');
    const at = '2026-01-02T03:04:05Z';
    answer({ value: [null, { id: '1' }, { id: '2', title: 'x', deletedDateTime: at, size: -1 }] });
    expect(await rig.call('bin.listOfSite', { driveId: null, accountId })).toEqual({
      hasMore: false,
      items: [expect.objectContaining({ id: '2', name: 'x', path: '', sizeBytes: null, deletedBy: null })],
    });
  });

  test('is not requested on a personal drive or without the permission', async () => {
    await using scene = await createScene('personal');
    const { rig, accountId } = scene;
    expect((await rig.failure('bin.listOfSite', { driveId: null, accountId })).code).toBe('notSupported');
    const browser = createTestBrowser();
    await using work = await createRig({ driveType: 'business', adjust: browser.adjust });
    const narrow = await signInAs(work, browser, 'Alex', { scopes: ['Files.ReadWrite.AppFolder'] });
    expect(
      await work.failure('bin.listOfSite', { driveId: null, accountId: narrow.accountId }),
    ).toMatchObject({
      code: 'consentMissing',
      facts: { scopes: ['Files.Read'] },
    });
    for (const { service } of [rig, work]) expect(service.counters.count('GET recycleBin items')).toBe(0);
    const enough = await signInAs(work, browser, 'Dana', { scopes: ['Files.Read'] });
    expect((await work.call('bin.listOfSite', { driveId: null, accountId: enough.accountId })).items).toEqual(
      [],
    );
  });
});

test('a library has its own recycle bin: what was deleted from it, its site’s list, and its page on the web', async () => {
  await using scene = await createScene('business');
  const { rig, accountId, opened } = scene;
  const [team] = SITES;
  const { world } = rig.service;
  const policies = world.drives.ofSite(team)[1]!;
  const { root, owner: by } = policies;
  for (const name of ['mine.txt', 'theirs.txt'])
    policies.add(root, { kind: 'file', name, by, content: textContent(name) });
  world.followedSites.set(world.mine.owner.id, [team!]);
  await rig.call('libraries.refresh', { accountId });
  const { head, viewId } = await openPath(rig, accountId, 'libraries/Team - Policies');
  const { driveId } = head.folder!;
  const mine = await rowNamed(rig, viewId, 'mine.txt');
  const selection = { viewId, mode: 'only' as const, itemIds: [mine.itemId] };
  expect((await deleteAll(rig, { accountId, selection })).library).toBe(driveId);
  policies.remove(policies.child(root, 'theirs.txt')!, false, by);

  const namesIn = async (of: string | null) => {
    const { rows } = await rig.call('bin.list', { accountId, driveId: of, from: 0, to: 100 });
    return rows.map(({ path, name }) => `${path}/${name}`).sort();
  };
  expect(await namesIn(driveId)).toEqual(['libraries/Team - Policies/mine.txt']);
  expect(await namesIn(null)).toEqual(['In', 'a.txt', 'b.txt'].map((name) => `myfiles/From/${name}`));
  const { items } = await rig.call('bin.listOfSite', { accountId, driveId });
  expect(items.map(({ path, name, entryId }) => `${path}/${name} ${entryId !== null}`).sort()).toEqual([
    'libraries/Team - Policies/mine.txt true',
    'libraries/Team - Policies/theirs.txt false',
  ]);
  await rig.call('bin.openOnWeb', { accountId, driveId });
  expect(opened).toEqual(['https://contoso.sharepoint.com/sites/team/_layouts/15/RecycleBin.aspx']);
  expect(await rig.failure('bin.listOfSite', { accountId, driveId: 'unknown' })).toMatchObject({
    code: 'notFound',
  });
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
])('the recycle bin of the library %s is that of its site', (library, bin) => {
  expect(toBinOfSite(library)).toBe(bin);
});

test('a URL that no browser opens is an error with a suggestion, and is never logged', async () => {
  await using rig = await createTransferRig({
    driveType: 'business',
    adjust: (ports) =>
      (ports.browser = { open: async (url) => Promise.reject(new Error(`no program for ${url}`)) }),
  });
  const { accountId } = rig;
  rig.service.drive.addFile('a.docx', 'text');
  const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('a.docx') };
  for (const failure of [
    await rig.failure('bin.openOnWeb', { driveId: null, accountId }),
    await rig.failure('items.openOnWeb', { accountId, item: null }),
    await rig.failure('previews.openPages', { accountId, item }),
  ])
    expect(failure).toMatchObject({ code: 'pageNotOpened', details: null });
});
