import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ShareLink } from '../../../sample/model/grant.ts';
import { createRig, type Rig } from '../../testing/rig.ts';
import { addSample, openListed, openPath, rowNamed, rowsOf, toRef } from '../../testing/steps.ts';

const mine = 'alex@contoso.example';
const kim = 'kim@contoso.example';
const always = ['Brand assets', 'HR', 'Team offsite agenda.docx'];

async function openShared(rig: Rig, accountId: string) {
  rig.events.length = 0;
  const { viewId, head } = await openListed(rig, { accountId, place: 'shared' });
  const rows = await rowsOf(rig, viewId);
  return { viewId, head, rows, names: rows.map(({ name }) => name) };
}

function addLink(rig: Rig, path: string, scope: ShareLink['scope'] = 'anonymous', owner = kim) {
  const drive = rig.service.driveOf(owner);
  if (drive.find(path) === null) drive.addFile(path, 'hello');
  return drive.addLink(path, scope);
}

describe.each(['personal', 'business'] as const)(
  'T81 P14 what others share with a %s account',
  (driveType) => {
    test.each(['full', 'degraded', 'empty', 'gone'] as const)(
      'is the same list if sharedWithMe is %s',
      async (sharedWithMe) => {
        await using rig = await createRig({ driveType, quirks: { sharedWithMe } });
        const { head, rows, names } = await openShared(rig, await addSample(rig));
        expect(head.freshness).toMatchObject({ state: 'fresh', failure: null });
        // Revoked items are only in Microsoft's lists.
        expect(names.filter((name) => name !== 'Quarterly figures.xlsx')).toEqual(always);
        for (const row of rows) {
          if (sharedWithMe === 'full') expect(row.shared?.sources).toContain('list');
          if (sharedWithMe === 'gone') expect(row.shared?.sources).toEqual(['search']);
        }
      },
    );
  },
);

describe('the sources of shared items', () => {
  test('includes shortcuts in My files, wherever they are', async () => {
    await using rig = await createRig({ quirks: { sharedWithMe: 'gone' } });
    const accountId = await addSample(rig);
    rig.service.faults.add({ route: 'GET search', status: 403, code: 'accessDenied', times: 100 });
    const target = rig.service.driveOf('dana@contoso.example');
    rig.service.drive.addShortcut('People', { driveId: target.id, itemId: target.idOf('HR') });
    const { rows } = await openShared(rig, accountId);
    expect(rows).toMatchObject([{ name: 'People', kind: 'folder', shared: { sources: ['shortcut'] } }]);
  });

  test('includes what the person follows', async () => {
    await using rig = await createRig({ driveType: 'business', quirks: { sharedWithMe: 'gone' } });
    const accountId = await addSample(rig);
    rig.service.faults.add({ route: 'POST search query', status: 403, code: 'accessDenied', times: 100 });
    rig.service.faults.add({ route: 'GET search', status: 403, code: 'accessDenied', times: 100 });
    const { raw } = rig.service.driveOf('dana@contoso.example');
    const node = rig.service.driveOf('dana@contoso.example').find('HR')!;
    rig.service.world.following.set(rig.service.drive.raw.owner.id, new Map([[node, raw]]));
    const { rows } = await openShared(rig, accountId);
    expect(rows).toMatchObject([{ name: 'HR', shared: { sources: ['followed'] } }]);
  });

  test('includes an earlier listing, as long as it opens', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    await openShared(rig, accountId);
    Object.assign(rig.service.world.quirks, { sharedWithMe: 'gone' });
    rig.service.faults.add({ route: 'GET search', status: 403, code: 'accessDenied', times: 100 });
    rig.service.driveOf(kim).unshare('Brand assets');
    const { rows } = await openShared(rig, accountId);
    expect(rows.map(({ name, shared }) => [name, shared?.sources])).toEqual([
      ['HR', ['earlier']],
      ['Team offsite agenda.docx', ['earlier']],
    ]);
  });

  test('leaves out one that fails, reports it, and keeps what the others found', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    rig.service.faults.add({
      route: 'GET sharedWithMe',
      status: 503,
      code: 'serviceNotAvailable',
      times: 100,
    });
    rig.service.drive.addShortcut('People', {
      driveId: rig.service.driveOf('dana@contoso.example').id,
      itemId: rig.service.driveOf('dana@contoso.example').idOf('HR'),
    });
    const { head, names } = await openShared(rig, accountId);
    expect(head.freshness).toMatchObject({ state: 'failed', failure: { code: 'serviceUnavailable' } });
    expect(names).toEqual(['People']);
  });
});

describe('a sharing link', () => {
  test.each(['personal', 'business'] as const)('opens, and stays on the list (%s)', async (driveType) => {
    await using rig = await createRig({ driveType, quirks: { sharedWithMe: 'gone' } });
    const accountId = await addSample(rig);
    const { url } = addLink(rig, 'Plans/Budget.txt');
    const opened = await rig.call('shared.openLink', { accountId, link: `  ${url}\n` });
    expect(opened).toMatchObject({ isMine: false, item: { name: 'Budget.txt', sharing: 'withMe' } });
    await rig.restart();
    const owner = rig.service.driveOf(kim);
    const node = owner.find('Plans/Budget.txt')!;
    owner.raw.place(node, owner.raw.root, 'Moved.txt', node.createdBy);
    const { rows } = await openShared(rig, accountId);
    expect(rows.find(({ name }) => name === 'Moved.txt')?.shared?.sources).toContain('link');
    const stored = await readFile(join(rig.userData, 'shared.json'), 'utf8');
    expect(stored).not.toContain(new URL(url).pathname.split('/').at(-1));
  });

  test('from another organization opens if it lets in anyone, and otherwise says whom it is for', async () => {
    await using rig = await createRig({
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 1 }],
      quirks: { sharedWithMe: 'gone' },
    });
    const accountId = await addSample(rig);
    const stranger = 'user001@fabrikam.example';
    const inside = addLink(rig, 'Inside.txt', 'organization', stranger);
    const colleague = addLink(rig, 'Here.txt', 'organization');
    const open = addLink(rig, 'Open.txt', 'anonymous', stranger);
    expect(await rig.failure('shared.openLink', { accountId, link: inside.url })).toMatchObject({
      code: 'linkRefused',
      details: { status: 403 },
    });
    for (const { url } of [colleague, open]) await rig.call('shared.openLink', { accountId, link: url });
    const { rows } = await openShared(rig, accountId);
    expect(rows.filter(({ name }) => /^(?:Inside|Here|Open)/.test(name))).toMatchObject([
      { name: 'Here.txt', problem: null },
      { name: 'Open.txt', problem: null, sharedBy: expect.any(String) },
    ]);
  });

  test('that is revoked later stays on the list marked as such, until a person removes it', async () => {
    await using rig = await createRig({ quirks: { sharedWithMe: 'gone' } });
    const accountId = await addSample(rig);
    const { url } = addLink(rig, 'Plans/Budget.txt');
    const { item } = await rig.call('shared.openLink', { accountId, link: url });
    rig.service.driveOf(kim).unshare('Plans/Budget.txt');
    const { rows } = await openShared(rig, accountId);
    expect(rows.find(({ name }) => name === 'Budget.txt')).toMatchObject({ problem: 'revoked' });
    await rig.call('shared.hide', { accountId, item: toRef(item), hidden: true });
    expect((await openShared(rig, accountId)).names).not.toContain('Budget.txt');
  });

  test('also opens in the address bar', async () => {
    await using rig = await createRig({ driveType: 'business' });
    const accountId = await addSample(rig);
    const folder = rig.service.driveOf(kim).addFolder('Plans');
    const { url } = addLink(rig, 'Plans');
    expect(await rig.call('paths.resolve', { accountId, text: url, from: 'myfiles/Finance' })).toMatchObject({
      place: 'shared',
      path: 'shared/Plans',
      folder: { itemId: rig.service.driveOf(kim).raw.itemId(folder) },
      item: null,
    });
    const own = `https://contoso-my.sharepoint.com/personal/${mine.replaceAll(/\W/g, '_')}/Documents/Finance/Invoices`;
    expect(await rig.call('paths.resolve', { accountId, text: own.replace('https://', '') })).toMatchObject({
      path: 'myfiles/Finance/Invoices',
    });
  });

  test('to one of my own items shows where it is', async () => {
    await using rig = await createRig({ driveType: 'business' });
    const accountId = await addSample(rig);
    const link = `https://contoso-my.sharepoint.com/personal/${mine.replaceAll(/\W/g, '_')}/Documents/Finance`;
    expect(await rig.call('shared.openLink', { accountId, link })).toMatchObject({
      isMine: true,
      item: { name: 'Finance', kind: 'folder' },
    });
  });

  test('fails with the reason', async () => {
    await using rig = await createRig({ driveType: 'business' });
    const accountId = await addSample(rig);
    const expired = addLink(rig, 'Old.txt');
    expired.grant.expiresMs = 1;
    const others = addLink(rig, 'Others.txt', 'users');
    const failure = async (link: string) => (await rig.failure('shared.openLink', { accountId, link })).code;
    expect(await failure(expired.url)).toBe('linkGone');
    expect(await failure(others.url)).toBe('linkRefused');
    expect(await failure('https://contoso.sharepoint.com/sites/news/Pages/home.aspx')).toBe('linkGone');
    for (const text of [
      'hello',
      'http://example.com/x',
      'https://user:pw@1drv.ms/x',
      'javascript:alert(1)',
      'https://drive.example.com/file/d/1',
      'https://notsharepoint.com/:x:/g/a',
    ])
      expect(await failure(text)).toBe('linkMalformed');
  });
});

test('an item that a person removed from the list stays off until they add it again', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const { viewId } = await openShared(rig, accountId);
  const item = toRef(await rowNamed(rig, viewId, 'HR'));
  await rig.call('shared.hide', { accountId, item, hidden: true });
  expect((await rowsOf(rig, viewId)).map(({ name }) => name)).not.toContain('HR');
  expect((await openShared(rig, accountId)).names).not.toContain('HR');
  await rig.restart();
  expect((await openShared(rig, accountId)).names).not.toContain('HR');
  // Nothing changed in OneDrive.
  expect((await openPath(rig, accountId, 'myfiles')).head.freshness.state).toBe('fresh');
  await rig.call('shared.hide', { accountId, item, hidden: false });
  expect((await openShared(rig, accountId)).names).toContain('HR');
});

test('the list shows the permissions for each item before anyone uses them', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const { viewId } = await openShared(rig, accountId);
  await rig.waitForEvent('view.changed', (head) => head.viewId === viewId && head.revision > 0);
  const rightsOf = async (name: string) => (await rowNamed(rig, viewId, name)).shared?.rights;
  await expect.poll(() => rightsOf('HR')).toBe('edit');
  expect(await rightsOf('Brand assets')).toBe('view');
  expect(rig.service.counters.count('POST batch')).toBeLessThanOrEqual(2);
});

test('the list can be sorted by who shared an item and when', async () => {
  await using rig = await createRig();
  const accountId = await addSample(rig);
  const { viewId } = await openShared(rig, accountId);
  const order = async (key: 'modified' | 'modifiedBy') => {
    await rig.call('view.arrange', {
      viewId,
      sort: [{ key, direction: 'ascending' }],
      foldersFirst: false,
      filter: '',
    });
    return rowsOf(rig, viewId);
  };
  const byWhen = (await order('modified')).map(({ shared }) => shared?.sharedAt ?? '');
  expect(byWhen).toEqual([...byWhen].sort());
  const byWho = (await order('modifiedBy')).map(({ sharedBy }) => sharedBy);
  expect(byWho).toEqual([...byWho].sort((a, b) => (a ?? '').localeCompare(b ?? '')));
  expect(new Set(byWho).size).toBeGreaterThan(1);
});

describe('Add shortcut to My files', () => {
  test.each(['personal', 'business'] as const)('adds a folder to My files (%s)', async (driveType) => {
    await using rig = await createRig({ driveType });
    const accountId = await addSample(rig);
    const { viewId } = await openShared(rig, accountId);
    const item = toRef(await rowNamed(rig, viewId, 'HR'));
    expect(await rig.call('shared.addShortcut', { accountId, item })).toEqual({ name: 'HR' });
    const { head } = await openPath(rig, accountId, 'myfiles/HR/Forms');
    expect(head.owner).not.toBeNull();
    const { rows } = await openShared(rig, accountId);
    expect(rows.filter(({ name }) => name === 'HR')).toHaveLength(1);
    expect(rows.find(({ name }) => name === 'HR')?.shared?.sources).toContain('shortcut');
  });

  test('is refused for items that OneDrive can’t add', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { viewId } = await openShared(rig, accountId);
    const item = toRef(await rowNamed(rig, viewId, 'Team offsite agenda.docx'));
    expect(await rig.failure('shared.addShortcut', { accountId, item })).toMatchObject({
      code: 'shortcutRefused',
      subject: 'Team offsite agenda.docx',
    });
  });
});
