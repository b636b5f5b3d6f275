import { expect, test } from 'vitest';
import type { Row } from '../../contract/found.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { addSample, openListed, openPath, rowNamed, rowsOf } from '../testing/steps.ts';

const everywhere = { scope: 'all' as const, near: null, within: null, sort: [] };

async function search(rig: Rig, accountId: string, filter: string) {
  const head = await rig.call('search.open', { ...everywhere, accountId, filter });
  const { rows } = await rig.call('view.rows', { viewId: head.viewId, from: 0, to: 100 });
  return { head, rows, names: rows.map(({ name }) => name) };
}

async function listed(rig: Rig, ...paths: string[]): Promise<string> {
  const accountId = await addSample(rig);
  for (const path of paths) await openPath(rig, accountId, path);
  return accountId;
}

test('a search finds what the index has in any folder, and reports how complete the index is', async () => {
  await using rig = await createRig();
  const accountId = await listed(rig, 'myfiles', 'myfiles/Finance', 'myfiles/Finance/Invoices/2026');
  const { head, rows } = await search(rig, accountId, 'INVOICE type:pdf');
  expect(head.search).toMatchObject({ scope: 'all', hasMore: false, problems: [] });
  expect(head.count).toBeGreaterThan(10);
  const [first] = rows as [Row];
  expect(first).toMatchObject({
    accountId,
    source: 'index',
    foundIn: { path: 'myfiles/Finance/Invoices/2026' },
  });
  const { place, folder } = first.foundIn ?? { place: 'myfiles', folder: null };
  const opened = await rig.call('view.open', { accountId, place, folder, sort: [], filter: '' });
  const { ordinal } = await rig.call('view.locate', { viewId: opened.viewId, itemId: first.itemId });
  expect(ordinal).not.toBeNull();
});

test('searching OneDrive as well adds missing results once and marks where they come from', async () => {
  await using rig = await createRig({ content: 'empty' });
  const { drive } = rig.service;
  drive.addFile('plan one.txt', 'x');
  drive.addFile("deep/down/plan o'two.txt", 'y');
  const accountId = await addSample(rig);
  await openListed(rig, { accountId });
  const { head, names } = await search(rig, accountId, 'plan');
  expect(names).toEqual(['plan one.txt']);
  const { viewId } = head;
  expect(await rig.call('search.online', { viewId })).toMatchObject({
    search: { online: { state: 'searching' } },
  });
  const done = await rig.waitForEvent('view.changed', (changed) => changed.search?.online.state === 'done');
  expect(done).toMatchObject({ count: 2, search: { online: { found: 1 } } });
  expect(await rowNamed(rig, viewId, "plan o'two.txt")).toMatchObject({ source: 'service', accountId });
  // The service does not say where it is, so that is requested.
  await expect
    .poll(async () => (await rowNamed(rig, viewId, "plan o'two.txt")).foundIn?.path)
    .toBe('myfiles/deep/down');
  const again = await rig.call('view.arrange', { viewId, sort: [], foldersFirst: false, filter: 'plan one' });
  expect(again).toMatchObject({ count: 1, search: { online: { state: 'idle' } } });
});

test.each([
  ['2026/Q1', 0],
  ['2026\\Q1', 0],
  ['2026\u0081Q1', 1],
  ['2026 \uffff Q1', 1],
  ['/', 0],
  ['\ud83d', 0],
])('OneDrive is searched for %j without the characters that it refuses', async (text, found) => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('deep/down/Q1 2026/Q1 2026.txt', 'x');
  const accountId = await addSample(rig);
  const { head } = await search(rig, accountId, text);
  await rig.call('search.online', { viewId: head.viewId });
  const ended = await rig.waitForEvent(
    'view.changed',
    ({ search: at }) => at?.online.state === 'done' || at?.online.state === 'failed',
  );
  expect(ended.search?.online).toMatchObject({ state: 'done', found: 2 * found });
  const folders = await rig.call('folders.find', { accountId, text });
  expect(folders.map(({ name }) => name)).toEqual(text.includes('Q1') ? ['Q1 2026'] : []);
});

test('if OneDrive can’t be searched, the results of the index stay, with the reason', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('plan one.txt', 'x');
  const accountId = await addSample(rig);
  await openListed(rig, { accountId });
  const { head } = await search(rig, accountId, 'plan');
  rig.service.faults.add({ route: 'GET search', status: 403, code: 'accessDenied' });
  await rig.call('search.online', { viewId: head.viewId });
  const failed = await rig.waitForEvent(
    'view.changed',
    (changed) => changed.search?.online.state === 'failed',
  );
  expect(failed).toMatchObject({ count: 1, search: { online: { failure: { code: 'accessDenied' } } } });
});

test('a folder that only OneDrive’s search finds, which says of each that it is empty, shows no number', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('plans/a.txt', 'x');
  const accountId = await addSample(rig);
  rig.service.faults.add({
    route: 'GET search',
    edit: (body) => ({
      ...body,
      value: (body['value'] as object[]).map((item) => ({ ...item, folder: { childCount: 0 } })),
    }),
  });
  const { head } = await search(rig, accountId, 'plans');
  await rig.call('search.online', { viewId: head.viewId });
  await rig.waitForEvent('view.changed', (changed) => changed.search?.online.state === 'done');
  expect(await rowsOf(rig, head.viewId)).toMatchObject([{ name: 'plans', childCount: null }]);
});

test('commands work on search results: a download uses the folder of each result', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('A/plan a.txt', 'x');
  rig.service.drive.addFile('B/plan b.txt', 'y');
  const accountId = await listed(rig, 'myfiles/A', 'myfiles/B');
  const { head } = await search(rig, accountId, 'plan');
  const selection = { viewId: head.viewId, mode: 'allExcept' as const, itemIds: [] };
  expect(await rig.call('view.summarize', { selection })).toMatchObject({
    count: 2,
    files: 2,
    sizeBytes: 2,
    accountIds: [accountId],
  });
  await rig.call('transfers.download', { accountId, selection });
  const { transfers } = await rig.call('transfers.list', {});
  expect(transfers.map(({ path }) => path).sort()).toEqual(['myfiles/A', 'myfiles/B']);
});

test('a result from OneDrive isn’t shown twice once the index has it, too', async () => {
  await using rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('deep/down/plan.txt', 'x');
  const accountId = await addSample(rig);
  await openListed(rig, { accountId });
  const { head } = await search(rig, accountId, 'plan');
  const { viewId } = head;
  await rig.call('search.online', { viewId });
  await rig.waitForEvent('view.changed', (changed) => changed.search?.online.state === 'done');
  await openPath(rig, accountId, 'myfiles/deep/down');
  const renewed = await rig.call('view.refresh', { viewId });
  expect(renewed).toMatchObject({ count: 1, search: { total: 1, online: { found: 0 } } });
  const { rows } = await rig.call('view.rows', { viewId, from: 0, to: 10 });
  expect(rows.map(({ source }) => source)).toEqual(['index']);
});

test('a search of all accounts stays open when one of them is removed', async () => {
  const browser = createTestBrowser();
  const vault = createTestVault();
  await using rig = await createRig({
    content: 'empty',
    driveType: 'business',
    adjust(ports) {
      browser.adjust(ports);
      ports.vault = vault;
    },
  });
  const { accountId } = await signInAs(rig, browser, 'Kim', { keep: 'sealed' });
  const first = await addSample(rig);
  rig.service.drive.addFile('plan.txt', 'x');
  rig.service.driveOf('kim@contoso.example').addFile('plan.txt', 'y');
  for (const each of [first, accountId]) await openListed(rig, { accountId: each });
  const { head, names } = await search(rig, first, 'plan');
  const { viewId } = head;
  expect(names).toEqual(['plan.txt', 'plan.txt']);
  await rig.call('accounts.remove', { accountId, includeDocuments: false });
  const { rows } = await rig.call('view.rows', { viewId, from: 0, to: 10 });
  expect(rows.map((row) => row.accountId)).toEqual([first]);
  await rig.waitForEvent('view.changed', (changed) => changed.viewId === viewId && changed.count === 1);
});

test('an item that two accounts know is found once, in the account that owns it', async () => {
  const browser = createTestBrowser();
  const vault = createTestVault();
  await using rig = await createRig({
    driveType: 'business',
    adjust(ports) {
      browser.adjust(ports);
      ports.vault = vault;
    },
  });
  const mine = await addSample(rig);
  const kims = (await signInAs(rig, browser, 'Kim', { keep: 'sealed' })).accountId;
  await openListed(rig, { accountId: mine, place: 'shared' });
  await openPath(rig, mine, 'shared/Brand assets');
  await openPath(rig, kims, 'myfiles/Brand assets');
  for (const asking of [mine, kims]) {
    const { head, rows } = await search(rig, asking, 'brand assets');
    expect(rows.map(({ name, accountId }) => [name, accountId])).toEqual([['Brand assets', kims]]);
    expect(head.search?.total).toBe(1);
    const selection = {
      viewId: head.viewId,
      mode: 'only' as const,
      itemIds: rows.map(({ itemId }) => itemId),
    };
    expect(await rig.call('view.summarize', { selection })).toMatchObject({ count: 1, accountIds: [kims] });
  }
});
