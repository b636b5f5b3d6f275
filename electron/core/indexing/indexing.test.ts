import { describe, expect, test } from 'vitest';
import type { IndexState } from '../../contract/found.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig } from '../testing/rig.ts';
import { addSample, openListed, openPath, rowNamed, rowsOf, toRef } from '../testing/steps.ts';
import { checked, enumerated, indexedTree, showAccount, nextState } from './testing/index-steps.ts';

const calls = (rig: { service: { counters: { count(pattern?: string): number } } }) =>
  rig.service.counters.count();

const without = (item: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(item).filter(([key]) => ['id', 'file', 'folder', 'root'].includes(key)));

describe('the account’s own drive', () => {
  test('T79 is listed completely once somebody opens it, without any content', async () => {
    await using rig = await createRig({ indexing: true });
    const accountId = await enumerated(rig);
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
    expect(rig.service.counters.count('GET download')).toBe(0);
    const [state] = await rig.call('index.state', {});
    expect(state).toMatchObject({ accountId, isOwn: true, state: 'fresh', failure: null });
    expect(state?.itemCount).toBeGreaterThan(250);
  });

  test('T17 keeps its empty folders and opens them without a request', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    rig.service.drive.addFolder('empty/also empty/deepest');
    const accountId = await enumerated(rig);
    rig.service.counters.reset();
    const { head } = await openPath(rig, accountId, 'myfiles/empty/also empty/deepest');
    expect(head).toMatchObject({ count: 0, freshness: { state: 'fresh' } });
    expect(calls(rig)).toBe(0);
  });

  test('opens any folder without a request while it is up to date, but Refresh always sends one', async () => {
    await using rig = await createRig({ indexing: true });
    const accountId = await enumerated(rig);
    rig.service.counters.reset();
    const { viewId, head } = await openPath(rig, accountId, 'myfiles/Finance/Invoices/2026');
    expect(head.freshness).toMatchObject({ state: 'fresh', failure: null });
    expect(await rowsOf(rig, viewId)).toHaveLength(head.count);
    expect(head.count).toBeGreaterThan(10);
    expect(calls(rig)).toBe(0);
    await rig.call('view.refresh', { viewId });
    await expect.poll(() => rig.service.counters.count('GET children')).toBe(1);
  });

  test('shows others’ changes after the next check, also in open folders', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    const { drive } = rig.service;
    drive.addFile('A/one.txt', 'x');
    drive.addFile('B/two.txt', 'y');
    const accountId = await enumerated(rig);
    const { viewId } = await openPath(rig, accountId, 'myfiles/A');
    drive.rename('A/one.txt', 'uno.txt');
    drive.addFile('A/new.txt', 'z');
    drive.remove('B');
    await checked(rig);
    expect((await rowsOf(rig, viewId)).map(({ name }) => name).sort()).toEqual(['new.txt', 'uno.txt']);
    expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
  });

  test('isn’t listed if that is turned off, until a person asks for it', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    rig.service.drive.addFile('A/one.txt', 'x');
    await rig.call('settings.change', { indexOwnDrives: false });
    const accountId = await addSample(rig);
    await openListed(rig, { accountId });
    expect(rig.service.counters.count('GET delta')).toBe(0);
    expect(await rig.call('index.state', {})).toMatchObject([{ state: 'notEnumerated', freshAt: null }]);
    const fresh = nextState(rig, 'fresh');
    await rig.call('index.enumerate', { accountId, folder: null });
    await fresh;
    expect(await indexedTree(rig, accountId)).toEqual(['A/', 'A/one.txt']);
  });

  test('is no longer checked once that is turned off, and is again when it is turned on', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    rig.service.drive.addFile('A/one.txt', 'x');
    const accountId = await enumerated(rig);
    const left = nextState(rig, 'notEnumerated');
    await rig.call('settings.change', { indexOwnDrives: false });
    await left;
    rig.service.counters.reset();
    rig.core.networkBack();
    await showAccount(rig, accountId);
    expect(rig.service.counters.count('GET delta')).toBe(0);
    expect(await indexedTree(rig, accountId)).toEqual(['A/', 'A/one.txt']);
    const fresh = nextState(rig, 'fresh');
    await rig.call('settings.change', { indexOwnDrives: true });
    await fresh;
  });

  test('isn’t checked while it is paused, also after a restart', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    const accountId = await enumerated(rig);
    await rig.call('index.pause', { accountId, folder: null, isPaused: true });
    expect(await rig.call('index.state', {})).toMatchObject([{ state: 'paused' }]);
    await rig.restart();
    rig.service.counters.reset();
    await showAccount(rig, accountId);
    await openListed(rig, { accountId });
    expect(rig.service.counters.count('GET delta')).toBe(0);
    const fresh = nextState(rig, 'fresh');
    await rig.call('index.pause', { accountId, folder: null, isPaused: false });
    await fresh;
  });

  test('of a paused account isn’t read or checked before it is resumed, even after a restart', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    const accountId = await enumerated(rig);
    const states = async () => (await rig.call('index.state', {})).map(({ state }) => state);
    await rig.call('accounts.pause', { accountIds: [accountId], isPaused: true });
    expect(await states()).toEqual(['paused']);
    await rig.restart();
    const paused = nextState(rig, 'paused');
    rig.service.counters.reset();
    await showAccount(rig, accountId);
    await paused;
    rig.core.networkBack();
    await openListed(rig, { accountId });
    expect(rig.service.counters.count('GET delta')).toBe(0);
    expect(await states()).toEqual(['paused']);
    const fresh = nextState(rig, 'fresh');
    await rig.call('accounts.pause', { accountIds: [accountId], isPaused: false });
    await fresh;
    // A drive that was paused on its own stays so.
    await rig.call('index.pause', { accountId, folder: null, isPaused: true });
    for (const isPaused of [true, false])
      await rig.call('accounts.pause', { accountIds: [accountId], isPaused });
    expect(await states()).toEqual(['paused']);
  });

  test('shows one’s own changes at once, and keeps them when a page that was written before them arrives', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    const { drive, faults } = rig.service;
    for (const name of ['stays.txt', 'goes.txt', 'changes.txt']) drive.addFile(`A/${name}`, name);
    const accountId = await enumerated(rig);
    const { viewId } = await openPath(rig, accountId, 'myfiles/A');
    const changes = toRef(await rowNamed(rig, viewId, 'changes.txt'));
    const goes = (await rowNamed(rig, viewId, 'goes.txt')).itemId;
    // The response is created before the changes but arrives after them.
    drive.rename('A/stays.txt', 'stays here.txt');
    const held = faults.hold({ route: 'GET delta', afterEffect: true });
    rig.core.networkBack();
    await expect.poll(() => held.struck).toBe(1);
    await rig.call('items.rename', { accountId, item: changes, name: 'changed.txt' });
    await rig.call('items.delete', { accountId, selection: { viewId, mode: 'only', itemIds: [goes] } });
    await expect
      .poll(async () => (await rowsOf(rig, viewId)).map(({ name }) => name))
      .not.toContain('goes.txt');
    const parent = { driveId: drive.id, itemId: drive.idOf('A') };
    await rig.call('items.createFolder', { accountId, parent, name: 'made' });
    const fresh = nextState(rig, 'fresh');
    held.letGo();
    await fresh;
    expect((await rowsOf(rig, viewId)).map(({ name }) => name).sort()).toEqual([
      'changed.txt',
      'made',
      'stays here.txt',
    ]);
  });
});

test('a change by others that follows one’s own is shown after the next check', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty' });
  const { drive, faults } = rig.service;
  drive.addFile('mine.txt', 'x');
  const accountId = await enumerated(rig);
  const { viewId } = await openListed(rig, { accountId });
  const item = toRef(await rowNamed(rig, viewId, 'mine.txt'));
  const held = faults.hold({ route: 'GET delta' });
  rig.core.networkBack();
  await expect.poll(() => held.struck).toBe(1);
  await rig.call('items.rename', { accountId, item, name: 'first.txt' });
  drive.rename('first.txt', 'theirs.txt');
  const fresh = nextState(rig, 'fresh');
  held.letGo();
  await fresh;
  await checked(rig);
  expect((await rowsOf(rig, viewId)).map(({ name }) => name)).toEqual(['theirs.txt']);
});

test('a check asked for during another follows it, and nothing is said to be up to date in between', async () => {
  await using rig = await createRig({ indexing: true, content: 'empty', clock: createFastClock() });
  const accountId = await enumerated(rig);
  const { counters, drive, faults } = rig.service;
  counters.reset();
  const held = faults.hold({ route: 'GET delta' });
  rig.core.networkBack();
  await expect.poll(() => held.struck).toBe(1);
  drive.addFile('new.txt', 'x');
  rig.events.length = 0;
  rig.core.networkBack();
  held.letGo();
  await expect.poll(() => counters.count('GET delta')).toBe(2);
  await expect.poll(() => rig.call('index.state', {})).toMatchObject([{ state: 'fresh' }]);
  await rig.waitForEvent('index.changed', ({ state }) => state === 'fresh');
  const states = rig.events.flatMap(({ event, payload }) =>
    event === 'index.changed' ? [(payload as IndexState).state] : [],
  );
  expect(states.filter((state) => state === 'fresh')).toHaveLength(1);
  expect(await indexedTree(rig, accountId)).toEqual(['new.txt']);
});

describe('a complete listing', () => {
  test('takes others’ changes from a page that was asked for ahead, after one’s own change', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty', quirks: { deltaPageItems: 2 } });
    const { drive, faults } = rig.service;
    for (const name of ['1.txt', 'mine.txt', '3.txt', '4.txt']) drive.addFile(name, name);
    const accountId = await addSample(rig);
    const first = faults.hold({ route: 'GET delta' });
    // Three pages, then the check that follows one’s own change.
    const check = faults.hold({ route: 'GET delta', nth: 4 });
    const { viewId } = await openListed(rig, { accountId });
    await expect.poll(() => first.struck).toBe(1);
    const item = toRef(await rowNamed(rig, viewId, 'mine.txt'));
    await rig.call('items.rename', { accountId, item, name: 'first.txt' });
    drive.rename('first.txt', 'theirs.txt');
    first.letGo();
    await expect.poll(() => check.struck).toBe(1);
    expect((await rowsOf(rig, viewId)).map(({ name }) => name)).toContain('theirs.txt');
    check.letGo();
  });

  test('resumes after a kill and reports its progress', async () => {
    await using rig = await createRig({ indexing: true, quirks: { deltaPageItems: 40 } });
    const accountId = await addSample(rig);
    const held = rig.service.faults.hold({ route: 'GET delta', nth: 4 });
    await showAccount(rig, accountId);
    await expect.poll(() => held.struck).toBe(1);
    // The next page is requested while one is written.
    await expect
      .poll(() => rig.call('index.state', {}))
      .toMatchObject([{ state: 'enumerating', itemCount: 120, freshAt: null }]);
    await rig.restart();
    held.letGo();
    await expect.poll(() => rig.service.counters.count('GET delta')).toBe(4);
    rig.service.counters.reset();
    const pages = Math.ceil((rig.service.drive.tree().length + 1) / 40);
    const fresh = nextState(rig, 'fresh');
    await showAccount(rig, accountId);
    await fresh;
    expect(rig.service.counters.count('GET delta')).toBe(pages - 3);
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
  });

  test('P23 continues after a gateway timed out in its middle', async () => {
    await using rig = await createRig({
      indexing: true,
      clock: createFastClock(),
      quirks: { deltaPageItems: 50 },
    });
    rig.service.faults.add({ route: 'GET delta', nth: 3, times: 2, status: 504 });
    const accountId = await enumerated(rig);
    const pages = Math.ceil((rig.service.drive.tree().length + 1) / 50);
    expect(rig.service.counters.count('GET delta')).toBe(pages + 2);
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
  });

  test.each(['resyncChangesApplyDifferences', 'resyncChangesUploadDifferences'])(
    'T77 P26 restarts after 410 %s and removes what is gone',
    async (code) => {
      await using rig = await createRig({ indexing: true, content: 'empty' });
      const { drive, world } = rig.service;
      for (const name of ['a', 'b', 'c']) drive.addFile(`A/${name}.txt`, name);
      drive.addFile('gone/x.txt', 'x');
      const accountId = await enumerated(rig);
      drive.remove('gone');
      drive.rename('A/a.txt', 'z.txt');
      world.delta.expiry = { code, withLocation: true };
      world.delta.generation += 1;
      expect(await checked(rig)).toMatchObject({ state: 'fresh' });
      expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
      // A second one within the hour is not followed: it would never end.
      world.delta.generation += 1;
      rig.service.counters.reset();
      expect(await checked(rig)).toMatchObject({ state: 'failed' });
      expect(rig.service.counters.count('GET delta')).toBe(1);
      expect(await indexedTree(rig, accountId), 'what was known stays').toEqual(drive.tree());
    },
  );

  test('T77 restarts after 410 in its middle without losing anything', async () => {
    await using rig = await createRig({ indexing: true, quirks: { deltaPageItems: 50 } });
    rig.service.faults.add({ route: 'GET delta', nth: 3, status: 410, code: 'resyncRequired' });
    const accountId = await enumerated(rig);
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
  });

  test.each([
    ['a page that is not there', { status: 404 }],
    ['a token that is not understood', { status: 400, code: 'invalidRequest' }],
  ])('P26 restarts once for %s, then reports the failure', async (_, fault) => {
    await using rig = await createRig({ indexing: true, quirks: { deltaPageItems: 50 } });
    rig.service.faults.add({ route: /delta\?.*token=/, nth: 2, ...fault });
    const accountId = await enumerated(rig);
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
    rig.service.faults.add({ route: /delta\?.*token=/, times: 100, ...fault });
    expect(await checked(rig)).toMatchObject({ state: 'failed', failure: { code: expect.any(String) } });
  });

  test('P26 ends at a link that leads to itself, and keeps the known items', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    rig.service.drive.addFile('A/one.txt', 'x');
    const accountId = await enumerated(rig);
    rig.service.counters.reset();
    rig.service.faults.add({
      route: 'GET delta',
      times: Number.POSITIVE_INFINITY,
      edit: ({ '@odata.deltaLink': link, ...rest }) => ({
        ...rest,
        value: [{ id: 'x' }],
        '@odata.nextLink': link,
      }),
    });
    expect(await checked(rig)).toMatchObject({ state: 'failed', failure: { code: 'listingEndless' } });
    expect(rig.service.counters.count('GET delta')).toBeLessThan(8);
    expect(await indexedTree(rig, accountId)).toEqual(['A/', 'A/one.txt']);
  });

  test('goes from folder to folder if the drive has no delta', async () => {
    await using rig = await createRig({ indexing: true, quirks: { refusesDelta: true } });
    const accountId = await enumerated(rig);
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
    rig.service.drive.remove('Finance/Invoices');
    rig.service.drive.addFile('Finance/new.txt', 'x');
    const { counters, drive } = rig.service;
    const parent = { driveId: drive.id, itemId: drive.rootId };
    const before = counters.count('GET children');
    // A walk asks for every folder, so neither window focus nor a local change triggers one.
    rig.core.networkBack();
    await rig.call('items.createFolder', { accountId, parent, name: 'New' });
    await openPath(rig, accountId, 'myfiles/Finance');
    expect(await rig.call('index.state', {})).toMatchObject([{ state: 'fresh' }]);
    expect(counters.count('GET children') - before, 'the folder that was opened').toBe(1);
    const fresh = nextState(rig, 'fresh');
    await rig.call('index.enumerate', { accountId, folder: null });
    await fresh;
    expect(await indexedTree(rig, accountId)).toEqual(rig.service.drive.tree());
  });

  test('T73 T74 accepts repeated items, empty pages and folders deleted before their contents', async () => {
    await using rig = await createRig({
      indexing: true,
      content: 'empty',
      quirks: { deltaDuplicates: true, emptyPages: true, deltaPageItems: 3, driveIdDrift: true },
    });
    const { drive } = rig.service;
    for (const name of ['a', 'b', 'c', 'd', 'e']) drive.addFile(`A/B/${name}.txt`, name);
    const accountId = await enumerated(rig);
    expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
    drive.rename('A/B/a.txt', 'z.txt');
    drive.rename('A/B/z.txt', 'y.txt');
    drive.raw.place(drive.find('A/B/b.txt')!, drive.addFolder('C'), 'moved.txt', drive.raw.owner);
    drive.remove('A');
    drive.addFile('A/again.txt', 'T76');
    await checked(rig);
    expect(await indexedTree(rig, accountId)).toEqual(drive.tree());
  });

  test('P29 keeps items without name, parent, size or times', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    const { drive } = rig.service;
    drive.addFile('A/one.txt', 'x');
    drive.addFile('A/two.txt', 'x');
    const accountId = await enumerated(rig);
    drive.rename('A/one.txt', 'uno.txt');
    drive.addFile('A/three.txt', 'x');
    rig.service.faults.add({
      route: 'GET delta',
      edit: ({ value, ...rest }) => ({ ...rest, value: (value as Record<string, unknown>[]).map(without) }),
    });
    await checked(rig);
    // The new item has no usable name yet; the next response has it.
    expect(await indexedTree(rig, accountId)).toEqual(['A/', 'A/one.txt', 'A/two.txt']);
    drive.rename('A/uno.txt', 'eins.txt');
    await checked(rig);
    expect(await indexedTree(rig, accountId)).toContain('A/eins.txt');
  });
});
