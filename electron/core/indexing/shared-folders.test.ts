import { describe, expect, test } from 'vitest';
import type { ItemRef } from '../../contract/records.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, openListed, openPath, rowNamed, rowsOf, toRef } from '../testing/steps.ts';
import { enumerated, nextState } from './testing/index-steps.ts';

const kim = 'kim@contoso.example';

async function include(rig: Rig, accountId: string, folder: ItemRef) {
  const fresh = nextState(rig, 'fresh');
  await rig.call('index.enumerate', { accountId, folder });
  return fresh;
}

async function found(rig: Rig, accountId: string, filter: string): Promise<string[]> {
  const search = { scope: 'all' as const, near: null, within: null, sort: [], accountId, filter };
  const { viewId } = await rig.call('search.open', search);
  const rows = await rowsOf(rig, viewId);
  await rig.call('view.close', { viewId });
  return rows.map(({ name }) => name);
}

async function withShared(rig: Rig) {
  rig.service.driveOf(kim).addFile('Brand assets/Logos/deep in there.svg', 'x');
  await rig.call('settings.change', { indexOwnDrives: false });
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId, place: 'shared' });
  return { accountId, folder: toRef(await rowNamed(rig, viewId, 'Brand assets')) };
}

describe('a shared folder that is included in the search', () => {
  test('is searched at any depth until it is excluded', async () => {
    await using rig = await createRig({ indexing: true });
    const { accountId, folder } = await withShared(rig);
    expect(await found(rig, accountId, 'deep there')).toEqual([]);
    await include(rig, accountId, folder);
    expect(await found(rig, accountId, 'deep there shared:me')).toEqual(['deep in there.svg']);
    const excluded = nextState(rig, 'notEnumerated');
    await rig.call('index.exclude', { accountId, folder });
    expect(await excluded).toMatchObject({ folder, itemCount: 0, freshAt: null });
    expect(await found(rig, accountId, 'deep there')).toEqual([]);
    // The folder itself stays on the list, and is listed again when it is opened.
    expect(await found(rig, accountId, 'brand assets')).toEqual(['Brand assets']);
    const { viewId } = await openPath(rig, accountId, 'shared/Brand assets/Logos');
    expect(await rowNamed(rig, viewId, 'deep in there.svg')).toMatchObject({ kind: 'file' });
  });

  test('is like a folder never opened once it is excluded, even while it is open', async () => {
    await using rig = await createRig({ indexing: true });
    const { accountId, folder } = await withShared(rig);
    const inShared = { accountId, place: 'shared' as const };
    const { viewId } = await openListed(rig, { ...inShared, folder });
    const logos = toRef(await rowNamed(rig, viewId, 'Logos'));
    await rig.call('view.close', { viewId: (await openListed(rig, { ...inShared, folder: logos })).viewId });
    await include(rig, accountId, folder);
    const held = rig.service.faults.hold({ route: 'GET children', times: 2 });
    await rig.call('index.exclude', { accountId, folder });
    const { freshness } = await rig.waitForEvent(
      'view.changed',
      (head) => head.viewId === viewId && head.count === 0 && head.freshness.state !== 'fresh',
    );
    const unknown = { state: 'loading', listedAt: null };
    expect(freshness, 'not empty and fresh').toMatchObject(unknown);
    const again = await rig.call('view.open', { ...inShared, folder: logos, sort: [], filter: '' });
    expect(again.freshness, 'no date of what is gone').toMatchObject(unknown);
    held.letGo();
    for (const id of [viewId, again.viewId])
      await rig.waitForEvent(
        'view.changed',
        (head) => head.viewId === id && head.count > 0 && head.freshness.state === 'fresh',
      );
  });

  test('lacks no row if it is being listed when it is excluded', async () => {
    await using rig = await createRig({ indexing: true });
    const { accountId, folder } = await withShared(rig);
    rig.service.driveOf(kim).addFolder('Brand assets', { files: 1_500 });
    const { viewId } = await openPath(rig, accountId, 'shared/Brand assets');
    const names = async () => (await rowsOf(rig, viewId)).map(({ name }) => name);
    const before = await names();
    await include(rig, accountId, folder);
    const held = rig.service.faults.hold({ route: 'GET children', nth: 2 });
    await rig.call('view.refresh', { viewId });
    await expect.poll(() => held.struck).toBe(1);
    await rig.call('index.exclude', { accountId, folder });
    held.letGo();
    await expect.poll(names).toEqual(before);
  });

  test('is left alone after a restart once it is excluded', async () => {
    await using rig = await createRig({ indexing: true });
    const { accountId, folder } = await withShared(rig);
    await include(rig, accountId, folder);
    await rig.call('index.exclude', { accountId, folder });
    // From a window that does not know yet.
    await rig.call('index.pause', { accountId, folder, isPaused: true });
    await rig.restart();
    rig.service.counters.reset();
    await openListed(rig, { accountId });
    expect(await rig.call('index.state', {})).toMatchObject([{ isOwn: true }]);
    expect(rig.service.counters.count('GET delta')).toBe(0);
  });

  test('can be excluded while it is being indexed', async () => {
    await using rig = await createRig({ indexing: true });
    const { accountId, folder } = await withShared(rig);
    const held = rig.service.faults.hold({ route: 'GET delta', afterEffect: true });
    await rig.call('index.enumerate', { accountId, folder });
    await expect.poll(() => held.struck).toBe(1);
    await rig.call('index.exclude', { accountId, folder });
    held.letGo();
    expect(await found(rig, accountId, 'deep there')).toEqual([]);
    expect(await rig.call('index.state', {})).toMatchObject([{ isOwn: true }]);
  });

  test('keeps what another included folder knows, whether inside or around it', async () => {
    await using rig = await createRig({ indexing: true });
    const { accountId, folder } = await withShared(rig);
    const inner = { driveId: folder.driveId, itemId: rig.service.driveOf(kim).idOf('Brand assets/Logos') };
    await include(rig, accountId, folder);
    await include(rig, accountId, inner);
    await rig.call('index.exclude', { accountId, folder: inner });
    expect(await found(rig, accountId, 'deep there')).toEqual(['deep in there.svg']);
    await include(rig, accountId, inner);
    await rig.call('index.exclude', { accountId, folder });
    expect(await found(rig, accountId, 'deep there')).toEqual(['deep in there.svg']);
    await rig.call('index.exclude', { accountId, folder: inner });
    expect(await found(rig, accountId, 'deep there')).toEqual([]);
  });

  test('keeps items on the list that are shared separately inside it', async () => {
    await using rig = await createRig({ indexing: true });
    rig.service.driveOf(kim).addFile('Brand assets/Logos/one.svg', 'x');
    rig.service.driveOf(kim).share('Brand assets/Logos', 'read');
    const { accountId, folder } = await withShared(rig);
    await openListed(rig, { accountId, place: 'shared', folder });
    await include(rig, accountId, folder);
    await rig.call('index.exclude', { accountId, folder });
    expect(await found(rig, accountId, 'logos')).toEqual(['Logos']);
    expect(await found(rig, accountId, 'one.svg')).toEqual([]);
    await rig.restart();
    const held = rig.service.faults.hold({ route: 'GET children' });
    const where = { accountId, place: 'shared' as const, folder, sort: [], filter: '' };
    const { freshness } = await rig.call('view.open', where);
    expect(freshness, 'nobody takes it for an empty one').toMatchObject({ state: 'loading', listedAt: null });
    held.letGo();
  });

  test('is paused separately from the account’s own drive', async () => {
    await using rig = await createRig({ indexing: true });
    const accountId = await enumerated(rig);
    const { viewId } = await openListed(rig, { accountId, place: 'shared' });
    const folder = toRef(await rowNamed(rig, viewId, 'Brand assets'));
    await include(rig, accountId, folder);
    await rig.call('index.pause', { accountId, folder, isPaused: true });
    const states = await rig.call('index.state', {});
    expect(states.map(({ isOwn, state }) => [isOwn, state])).toEqual([
      [true, 'fresh'],
      [false, 'paused'],
    ]);
  });

  test('can’t be a folder of one’s own drive', async () => {
    await using rig = await createRig({ indexing: true, content: 'empty' });
    rig.service.drive.addFile('A/one.txt', 'x');
    const accountId = await enumerated(rig);
    const root = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('') };
    await rig.call('index.exclude', { accountId, folder: root });
    expect(await found(rig, accountId, 'one')).toEqual(['one.txt']);
    // Nor is one inside it, which belongs to the same sync.
    await rig.call('index.exclude', { accountId, folder: { ...root, itemId: rig.service.drive.idOf('A') } });
    expect(await found(rig, accountId, 'one')).toEqual(['one.txt']);
    expect(await rig.call('index.state', {})).toMatchObject([{ isOwn: true, state: 'fresh' }]);
  });
});
