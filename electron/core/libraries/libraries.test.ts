import { describe, expect, test } from 'vitest';
import { SITES } from '../../sample/model/sites.ts';
import { textContent, toBytes } from '../../sample/model/content.ts';
import { command } from '../testing/command-steps.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { createTestBrowser, signInAs } from '../testing/sign-in-steps.ts';
import { addSample, namesOf, openListed, openPath, rowNamed, toRef } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';
import { toLibraryName } from './library-names.ts';

const [team, harbour] = SITES;

const follow = ({ service }: Rig, ...sites: (typeof team)[]) =>
  service.world.followedSites.set(
    service.world.mine.owner.id,
    sites.filter((site) => site !== undefined),
  );

const librariesOf = async (rig: Rig) =>
  (await rig.call('accounts.list', {}))[0]?.libraries.filter(({ isListed }) => isListed) ?? [];

const furnish = (rig: Rig) => {
  const policies = rig.service.world.drives.ofSite(team)[1]!;
  const { root, owner: by } = policies;
  const folder = policies.add(root, { kind: 'folder', name: 'Travel', by });
  policies.add(folder, { kind: 'file', name: 'Trains.txt', by, content: textContent('By train.') });
  policies.add(root, { kind: 'file', name: 'Expenses.txt', by, content: textContent('Keep receipts.') });
  return policies;
};

async function withPolicies() {
  const rig = await createRig({ driveType: 'business', content: 'empty' });
  const policies = furnish(rig);
  follow(rig, team);
  const accountId = await addSample(rig);
  await rig.call('libraries.refresh', { accountId });
  return { rig, accountId, policies };
}

describe('libraries of SharePoint sites', () => {
  test('of followed sites are listed, also after a restart, and disappear when the site is unfollowed', async () => {
    await using rig = await createRig({ driveType: 'business', content: 'empty' });
    const accountId = await addSample(rig);
    expect(await librariesOf(rig)).toEqual([]);
    follow(rig, team);
    await rig.call('libraries.refresh', { accountId });
    expect((await librariesOf(rig)).map(({ name }) => name)).toEqual(['Team - Documents', 'Team - Policies']);
    expect(await librariesOf(rig)).toMatchObject([
      {
        siteName: 'Team',
        source: 'followed',
        webUrl: 'https://contoso.sharepoint.com/sites/team/Shared%20Documents',
      },
      { source: 'followed' },
    ]);
    await rig.restart();
    expect(await librariesOf(rig)).toHaveLength(2);
    follow(rig);
    await rig.call('libraries.refresh', { accountId });
    expect(await librariesOf(rig)).toEqual([]);
  });

  test('found by a search can be added, stay, and can be removed and added again', async () => {
    await using rig = await createRig({ driveType: 'business', content: 'empty' });
    const accountId = await addSample(rig);
    const { libraries: found, hasMore } = await rig.call('libraries.find', { accountId, text: 'harbour' });
    expect(found.map(({ name, isListed }) => [name, isListed])).toEqual([
      ['Harbour project - Documents', false],
      ['Harbour project - Contracts', false],
    ]);
    expect(hasMore).toBe(false);
    const { siteId, driveId } = found[1]!;
    await rig.call('libraries.add', { accountId, siteId, driveId });
    await rig.call('libraries.refresh', { accountId });
    expect(await librariesOf(rig)).toMatchObject([{ name: 'Harbour project - Contracts', source: 'added' }]);

    await rig.call('libraries.hide', { accountId, driveId, hidden: true });
    expect(await librariesOf(rig)).toEqual([]);
    follow(rig, harbour);
    await rig.call('libraries.refresh', { accountId });
    expect((await librariesOf(rig)).map(({ name }) => name)).toEqual(['Harbour project - Documents']);
    await rig.call('libraries.hide', { accountId, driveId, hidden: false });
    expect(await librariesOf(rig)).toHaveLength(2);
    const unlisted = rig.service.world.drives.ofSite(team)[0]!.id;
    for (const hidden of [true, false])
      expect(
        await rig.failure('libraries.hide', { accountId, driveId: unlisted, hidden }),
        'one that never was on it',
      ).toMatchObject({ code: 'notFound' });
  });

  test('open as places: by path, with rows, a filter, folders and the parent folder', async () => {
    const { rig, accountId } = await withPolicies();
    await using _rig = rig;
    const { head, viewId } = await openPath(rig, accountId, 'libraries/team - policies');
    expect(head).toMatchObject({ place: 'libraries', name: 'Team - Policies', canWrite: true, owner: null });
    expect(head.crumbs.map(({ path }) => path)).toEqual(['libraries', 'libraries/Team - Policies']);
    expect(await namesOf(rig, viewId)).toEqual(['Travel', 'Expenses.txt']);
    const filtered = await openListed(rig, {
      accountId,
      place: 'libraries',
      folder: head.folder,
      filter: 'tra',
    });
    expect(await namesOf(rig, filtered.viewId)).toEqual(['Travel']);
    const inner = await openPath(rig, accountId, 'libraries/Team%20-%20Policies/Travel');
    expect(inner.head.path).toBe('libraries/Team - Policies/Travel');
    expect(await rig.failure('paths.resolve', { accountId, text: 'libraries/Nowhere/x' })).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'Nowhere', nearest: 'libraries' },
    });
  });

  test('are listed separately by commands, with their current contents', async () => {
    await using rig = await createRig({ driveType: 'business', content: 'empty' });
    furnish(rig);
    const accountId = await addSample(rig);
    follow(rig, team);
    const list = async (more: object) => {
      const input = { accountId, target: 'Libraries/', recursive: false, limit: null, ...more };
      const { value, parts } = await command(rig, 'files.list', input);
      return { value, paths: parts.flat().map(({ path }) => path) };
    };
    expect(await list({})).toEqual({
      value: { path: 'libraries', files: 0, folders: 2, sizeBytes: 0 },
      paths: ['libraries/Team - Documents', 'libraries/Team - Policies'],
    });
    expect((await list({ recursive: true })).paths).toContain('libraries/Team - Policies/Travel/Trains.txt');
    expect((await list({ limit: 1 })).paths).toEqual(['libraries/Team - Documents']);
    follow(rig);
    expect((await list({})).paths).toEqual([]);
  });

  test('show their own storage space, and the account keeps its own', async () => {
    const { rig, accountId } = await withPolicies();
    await using _rig = rig;
    const own = await rig.call('app.quota', { accountId });
    const { driveId } = (await librariesOf(rig))[1]!;
    rig.service.faults.add({
      route: 'GET drive',
      edit: (json) => ({ ...json, quota: { ...(json.quota as object), used: 123_456, total: 1_000_000 } }),
    });
    expect(await rig.call('app.quota', { accountId, driveId })).toMatchObject({
      usedBytes: 123_456,
      totalBytes: 1_000_000,
    });
    const [overview] = await rig.call('accounts.overview', {});
    expect(overview?.quota?.told).toEqual(own);
  });

  test('accept uploads, downloads and moves like any folder', async () => {
    const { rig, accountId, policies } = await withPolicies();
    await using _rig = rig;
    const { head, viewId } = await openPath(rig, accountId, 'libraries/Team - Policies');
    const folder = head.folder!;
    const made = await rig.call('items.createFolder', { accountId, parent: folder, name: 'New' });
    const file = await rowNamed(rig, viewId, 'Expenses.txt');
    const selection = { viewId, mode: 'only' as const, itemIds: [file.itemId] };
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    await rig.call('items.move', { pickId, accountId, to: toRef(made) });
    const moved = await rig.waitForEvent('changes.ended', ({ kind }) => kind === 'move');
    expect(moved).toMatchObject({ doneCount: 1, toPath: 'libraries/Team - Policies/New' });
    expect(policies.child(policies.child(policies.root, 'New')!, 'Expenses.txt')).not.toBeNull();

    const inner = await openPath(rig, accountId, 'libraries/Team - Policies/New');
    const again = await rowNamed(rig, inner.viewId, 'Expenses.txt');
    await rig.call('transfers.download', {
      accountId,
      selection: { viewId: inner.viewId, mode: 'only', itemIds: [again.itemId] },
    });
    const { transfers } = await rig.waitForEvent('transfers.changed', (news) =>
      news.transfers.some(({ kind, state }) => kind === 'download' && state === 'done'),
    );
    expect(transfers.find(({ kind }) => kind === 'download')).toMatchObject({
      path: 'libraries/Team - Policies/New',
      verified: true,
    });
    const access = await rig.call('sharing.access', { accountId, item: toRef(again) });
    expect(access.linkScopes).toContain('organization');
  });

  test('that require a check-out say so when a change is refused, and from then on before it', async () => {
    await using rig = await createTransferRig({ driveType: 'business' });
    const { accountId } = rig;
    const policies = furnish(rig);
    follow(rig, team);
    await rig.call('libraries.refresh', { accountId });
    policies.root.rare = { ...policies.root.rare, demandsCheckOut: true };
    const { viewId, head } = await openPath(rig, accountId, 'libraries/Team - Policies');
    expect(head.needsCheckOut).toBe(false);
    const item = toRef(await rowNamed(rig, viewId, 'Expenses.txt'));
    const path = await rig.write('Expenses.txt', 'No receipts.');
    const replace = async () => (await rig.upload([path], { parent: head.folder!, intent: 'save' }))[0];
    expect(await replace()).toMatchObject({
      state: 'failed',
      failure: { code: 'checkOutNeeded', subject: 'Expenses.txt' },
    });
    expect(toBytes(policies.child(policies.root, 'Expenses.txt')!.content!).toString()).toBe(
      'Keep receipts.',
    );
    const later = await openPath(rig, accountId, 'libraries/Team - Policies/Travel');
    expect(later.head.needsCheckOut).toBe(true);
    const change = { accountId, item, comment: '' };
    await rig.call('items.changeCheckOut', { ...change, action: 'checkOut' });
    expect(await replace()).toMatchObject({ state: 'done', outcome: 'updated' });
    expect((await openPath(rig, accountId, 'libraries/Team - Policies')).head.needsCheckOut).toBe(true);
    await rig.call('items.changeCheckOut', { ...change, action: 'discard' });
    expect(toBytes(policies.child(policies.root, 'Expenses.txt')!.content!).toString()).toBe(
      'Keep receipts.',
    );

    policies.root.rare = { ...policies.root.rare, demandsCheckOut: false };
    expect(await replace()).toMatchObject({ state: 'done', outcome: 'updated' });
    expect((await openPath(rig, accountId, 'libraries/Team - Policies')).head.needsCheckOut).toBe(false);
  });
});

test('without the permission, reports which one is missing; a personal account has no libraries', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
  const { accountId, places } = await signInAs(rig, browser, 'Alex', { scopes: ['Files.ReadWrite.All'] });
  expect(places).toEqual(['myfiles', 'shared', 'libraries']);
  expect(await rig.failure('libraries.refresh', { accountId })).toMatchObject({
    code: 'consentMissing',
    facts: { scopes: ['Sites.Read.All'] },
  });
  await using personal = await createRig();
  const mine = await addSample(personal);
  expect((await personal.failure('libraries.refresh', { accountId: mine })).code).toBe('noLibraries');
  expect((await personal.failure('paths.resolve', { accountId: mine, text: 'libraries/x' })).code).toBe(
    'noLibraries',
  );
});

test('a library’s name is one unique part of a path', () => {
  expect(toLibraryName('R/D', 'Documents', [])).toBe('R D - Documents');
  expect(toLibraryName('Team', 'Documents', ['team - documents'])).toBe('Team - Documents (2)');
  expect(toLibraryName('', '..', [])).toBe('-');
  expect(toLibraryName('x'.repeat(900), 'y', []).length).toBeLessThan(260);
});
