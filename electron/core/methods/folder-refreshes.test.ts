import { expect, test } from 'vitest';
import type { FolderRefresh } from '../../contract/folder-refresh.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

async function createScene() {
  const rig = await createTransferRig({ driveType: 'personal' });
  const { drive } = rig.service;
  drive.addFile('From/a.txt', 'a');
  drive.addFile('From/In/deep/b.txt', 'b');
  const { accountId } = rig;
  const folder = { driveId: drive.id, itemId: drive.idOf('From') };
  const endOf = (refreshId: string): Promise<FolderRefresh> =>
    rig.waitForEvent('folders.refreshed', (one) => one.refreshId === refreshId && one.state !== 'running');
  return {
    rig,
    drive,
    begin: () => rig.call('folders.refresh', { accountId, folder }),
    endOf,
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

test('a refresh with subfolders lists each of them without downloading content', async () => {
  await using scene = await createScene();
  const { rig, drive } = scene;
  const { viewId } = await openPath(rig, rig.accountId, 'myfiles/From/In/deep');
  drive.addFile('From/In/deep/new.txt', 'new');
  const { refreshId } = await scene.begin();
  expect(await scene.endOf(refreshId)).toMatchObject({
    path: 'myfiles/From',
    files: 3,
    folders: 2,
    state: 'done',
    failure: null,
  });
  await expect
    .poll(async () => (await rig.call('view.rows', { viewId, from: 0, to: 9 })).rows.map(({ name }) => name))
    .toEqual(['b.txt', 'new.txt']);
  expect(rig.service.counters.count('GET download')).toBe(0);
});

test('a refresh with subfolders runs once and stops when it is canceled', async () => {
  await using scene = await createScene();
  const { rig } = scene;
  const held = rig.service.faults.hold({ route: 'GET children', nth: 2 });
  const first = await scene.begin();
  expect(await scene.begin()).toEqual(first);
  await expect.poll(() => held.struck).toBe(1);
  await rig.call('folders.stopRefresh', first);
  held.letGo();
  expect(await scene.endOf(first.refreshId)).toMatchObject({ state: 'cancelled', files: 1, failure: null });
});

test('a refresh that fails gives the reason and what is up to date', async () => {
  await using scene = await createScene();
  const { drive } = scene;
  drive.remove('From');
  const { refreshId } = await scene.begin();
  expect(await scene.endOf(refreshId)).toMatchObject({ state: 'failed', failure: { code: 'notFound' } });
});

test('a canceled refresh leaves no gap in a folder that was listed meanwhile', async () => {
  await using scene = await createScene();
  const { rig, drive } = scene;
  drive.addFolder('From', { files: 2_500 });
  const { accountId } = rig;
  const listing = rig.service.faults.hold({ route: 'GET children', nth: 3 });
  const folder = { driveId: drive.id, itemId: drive.idOf('From') };
  const { viewId } = await rig.call('view.open', {
    accountId,
    place: 'myfiles',
    folder,
    sort: [],
    filter: '',
  });
  await expect.poll(() => listing.struck).toBe(1);
  const refreshing = rig.service.faults.hold({ route: 'GET children', nth: 2 });
  const { refreshId } = await scene.begin();
  await expect.poll(() => refreshing.struck).toBe(1);
  await rig.call('folders.stopRefresh', { refreshId });
  refreshing.letGo();
  expect(await scene.endOf(refreshId)).toMatchObject({ state: 'cancelled' });
  listing.letGo();
  const { count } = await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.state === 'fresh',
  );
  expect(count).toBe(2_502);
});

test('an open folder whose listing failed is fresh once a refresh has listed it', async () => {
  await using scene = await createScene();
  const { rig, drive } = scene;
  const { accountId } = rig;
  const folder = { driveId: drive.id, itemId: drive.idOf('From') };
  rig.service.faults.add({ route: 'GET children', status: 403 });
  const { viewId } = await rig.call('view.open', {
    accountId,
    place: 'myfiles',
    folder,
    sort: [],
    filter: '',
  });
  await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.state === 'failed',
  );
  const { refreshId } = await scene.begin();
  expect(await scene.endOf(refreshId)).toMatchObject({ state: 'done' });
  await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.state === 'fresh',
  );
});
