import { describe, expect, test } from 'vitest';
import { deleteAll, endOf, undoAll } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

const askedMs = 300_000;
const throttled = { status: 429, headers: { 'Retry-After': `${askedMs / 1000}` } } as const;

async function createScene(count: number) {
  const rig = await createTransferRig();
  const { accountId } = rig;
  const { drive } = rig.service;
  drive.addFolder('From', { files: count, naming: '{n}.txt' });
  drive.addFolder('To');
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const to = { driveId: drive.id, itemId: drive.idOf('To') };
  const pick = async () => (await rig.call('items.pick', { accountId, selection })).pickId;
  const begin = {
    move: async () => rig.call('items.move', { pickId: await pick(), accountId, to }),
    copy: async () => rig.call('items.copy', { pickId: await pick(), accountId, to }),
    delete: () => rig.call('items.delete', { accountId, selection }),
    async restore() {
      const { batchId } = await deleteAll(rig, { accountId, selection });
      return rig.call('changes.undo', { batchId, entryIds: null });
    },
  };
  const inside = (folder: string) => drive.tree(folder).length;
  return { rig, drive, begin, inside, [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose]() };
}

const kinds = [
  ['move', 'PATCH item', [0, 1]],
  ['copy', 'POST copy', [1, 1]],
  ['delete', 'DELETE item', [0, 0]],
  ['restore', 'POST restore', [1, 0]],
] as const;

describe.each(kinds)('a %s that waits as long as the service asked', (kind, route, ends) => {
  test('doesn’t keep the app open, and is done after the next start', async () => {
    await using scene = await createScene(1);
    const { rig, begin, inside } = scene;
    rig.service.faults.add({ route, ...throttled });
    rig.clock.hold(askedMs);
    const { batchId } = await begin[kind]();
    await rig.until(batchId, ({ waitReason }) => waitReason === 'throttled');
    await rig.restart();
    rig.clock.letPass();
    expect(await endOf(rig, { batchId })).toMatchObject({ doneCount: 1, failed: [] });
    expect([inside('From'), inside('To')]).toEqual(ends);
  });

  test('is canceled at once, without being sent again', async () => {
    await using scene = await createScene(1);
    const { rig, begin, inside } = scene;
    rig.service.faults.add({ route, ...throttled });
    rig.clock.hold(askedMs);
    const { batchId } = await begin[kind]();
    await rig.until(batchId, ({ waitReason }) => waitReason === 'throttled');
    const sent = rig.service.counters.count(route);
    await rig.call('transfers.cancel', { batchId });
    expect(await endOf(rig, { batchId })).toMatchObject({ doneCount: 0, cancelledCount: 1 });
    rig.clock.letPass();
    expect(rig.service.counters.count(route)).toBe(sent);
    expect([inside('From'), inside('To')]).toEqual(kind === 'restore' ? [0, 0] : [1, 0]);
  });
});

test('of several moves that wait together, one is canceled and the others are made', async () => {
  await using scene = await createScene(3);
  const { rig, begin, drive } = scene;
  rig.service.faults.add({ route: 'PATCH item', times: 3, ...throttled });
  rig.clock.hold(askedMs);
  const { batchId } = await begin.move();
  const { transferId } = await rig.until(
    batchId,
    ({ name, waitReason }) => name === '2.txt' && waitReason === 'throttled',
  );
  await rig.call('transfers.pause', { transferIds: [transferId] });
  await rig.call('transfers.cancel', { transferIds: [transferId] });
  rig.clock.letPass();
  expect(await endOf(rig, { batchId })).toMatchObject({ doneCount: 2, cancelledCount: 1 });
  expect(drive.tree('To')).toHaveLength(2);
  expect(drive.find('From/2.txt')).not.toBeNull();
});

test.each(kinds)(
  'a %s that the service doesn’t answer doesn’t keep the app open, and is done once',
  async (kind, route, ends) => {
    await using scene = await createScene(1);
    const { rig, begin, inside } = scene;
    const held = rig.service.faults.hold({ route });
    const { batchId } = await begin[kind]();
    await expect.poll(() => held.struck).toBe(1);
    await rig.restart();
    held.letGo();
    const outcome = await endOf(rig, { batchId });
    expect(outcome).toMatchObject({ doneCount: 1, failed: [] });
    expect([inside('From'), inside('To')]).toEqual(ends);
    if (kind !== 'restore') expect(await undoAll(rig, outcome)).toMatchObject({ doneCount: 1, failed: [] });
  },
);
