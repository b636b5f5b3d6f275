import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { openPath, rowsOf } from '../testing/steps.ts';
import { enumerated, indexedTree } from './testing/index-steps.ts';

const rigWithNotices = () => createRig({ indexing: true, notices: true, content: 'empty' });
type NoticeRig = Awaited<ReturnType<typeof rigWithNotices>>;

const noticesOf = async (rig: NoticeRig) => (await rig.call('index.state', {}))[0]?.notices;

/** Service and client agree that it is connected. */
async function joined(rig: NoticeRig): Promise<void> {
  await expect.poll(() => rig.service.world.changeNotices.joined).toBe(1);
  await expect.poll(() => noticesOf(rig)).toBe('push');
  // The check that follows a connection has ended.
  await expect.poll(async () => (await rig.call('index.state', {}))[0]?.state).toBe('fresh');
}

test('shows others’ changes as soon as the service reports them, and folders open without a request', async () => {
  await using rig = await rigWithNotices();
  const { drive, counters } = rig.service;
  drive.addFile('A/one.txt', 'x');
  const accountId = await enumerated(rig);
  await joined(rig);
  const { viewId } = await openPath(rig, accountId, 'myfiles/A');
  drive.addFile('A/two.txt', 'y');
  drive.rename('A/one.txt', 'uno.txt');
  await expect
    .poll(async () => (await rowsOf(rig, viewId)).map(({ name }) => name).sort())
    .toEqual(['two.txt', 'uno.txt']);
  expect(counters.count('GET children')).toBe(0);
  rig.service.world.changeNotices.ping();
  expect(await noticesOf(rig)).toBe('push');
});

test('reconnects with a new subscription after a connection ends, and looks for missed changes', async () => {
  await using rig = await rigWithNotices();
  const { drive, counters, world } = rig.service;
  const accountId = await enumerated(rig);
  await joined(rig);
  const cut = rig.service.faults.add({ route: 'GET socketIo', times: Infinity, reset: 'beforeEffect' });
  world.changeNotices.close();
  await expect.poll(() => noticesOf(rig)).toBe('timed');
  drive.addFile('meanwhile.txt', 'x');
  expect(await indexedTree(rig, accountId)).toEqual([]);
  cut.remove();
  rig.core.networkBack();
  await expect.poll(() => world.changeNotices.joined, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => indexedTree(rig, accountId)).toEqual(['meanwhile.txt']);
  expect(counters.count('GET socketIo')).toBeGreaterThan(1);
});

test('polls a drive without notifications now and then, and doesn’t connect to an unencrypted address', async () => {
  await using rig = await rigWithNotices();
  const { faults, counters } = rig.service;
  faults.add({
    route: 'GET socketIo',
    times: Infinity,
    status: 200,
    body: { id: '1', notificationUrl: 'http://notices.example/callback?secret=1' },
  });
  await enumerated(rig);
  await expect.poll(() => counters.count('GET socketIo')).toBe(1);
  expect(await noticesOf(rig)).toBe('timed');
  rig.core.networkBack();
  await expect.poll(() => counters.count('GET delta')).toBeGreaterThan(1);
  expect(counters.count('GET socketIo')).toBe(1);
});

test('keeps nothing open for a removed account', async () => {
  await using rig = await rigWithNotices();
  const accountId = await enumerated(rig);
  await joined(rig);
  await rig.call('accounts.remove', { accountId, includeDocuments: false });
  await expect.poll(() => rig.service.world.changeNotices.joined).toBe(0);
});
