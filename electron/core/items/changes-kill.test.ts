import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteAll, endOf, undoAll } from '../testing/change-steps.ts';
import { openPath } from '../testing/steps.ts';
import { createKeptProfile, type KeptProfile } from '../testing/kept-profile.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

let kept: KeptProfile;

beforeEach(async () => {
  kept = await createKeptProfile();
});
afterEach(() => kept[Symbol.asyncDispose]());

async function createScene(count: number, driveType: 'personal' | 'business' = 'personal') {
  const rig = await createTransferRig({ driveType });
  const { drive } = rig.service;
  drive.addFolder('From', { files: count, naming: '{n}.txt' });
  drive.addFolder('To');
  const { accountId } = rig;
  const { viewId } = await openPath(rig, accountId, 'myfiles/From');
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const pick = async () => {
    const { pickId } = await rig.call('items.pick', { accountId, selection });
    return { pickId, accountId };
  };
  const to = { driveId: drive.id, itemId: drive.idOf('To') };
  const inside = (folder: string) => drive.tree().filter((path) => path.startsWith(`${folder}/`)).length - 1;
  return {
    rig,
    drive,
    accountId,
    selection,
    pick,
    to,
    inside,
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

const steps = ['beforeEffect', 'afterEffect'] as const;

describe('T27 changes of many items that are killed in the middle', () => {
  test.each(steps)(
    'a delete of 60 is finished after the restart, and undo restores all of it (%s)',
    async (reset) => {
      await using scene = await createScene(60);
      const { rig, accountId, selection, inside } = scene;
      const held = rig.service.faults.hold({ route: 'POST batch', nth: 2, reset });
      const begun = await rig.call('items.delete', { accountId, selection });
      await rig.until(begun.batchId, ({ state }) => state === 'done');
      expect(held.struck).toBe(1);
      await expect.poll(() => inside('From')).toBeLessThan(60);
      await kept.keep(rig);
      await kept.startAgain(rig, () => held.letGo());
      const { summary } = await rig.call('transfers.list', {});
      expect(summary.safeToClose && summary.done < 60, 'the list says what is left').toBe(false);
      const outcome = await endOf(rig, begun);
      expect(outcome).toMatchObject({ doneCount: 60, failed: [], canUndo: true });
      expect(inside('From')).toBe(0);
      expect((await rig.of(begun.batchId))[0]).toMatchObject({ outcome: 'deleted' });
      const back = await undoAll(rig, outcome);
      expect(back).toMatchObject({ doneCount: 60, failed: [] });
      expect((await rig.of(back.batchId))[0]).toMatchObject({ outcome: 'restored' });
      expect(inside('From')).toBe(60);
    },
  );

  test.each(steps)('a move of 60 is finished after the restart (%s)', async (reset) => {
    await using scene = await createScene(60, 'business');
    const { rig, pick, to, inside } = scene;
    const held = rig.service.faults.hold({ route: 'POST batch', nth: 3, reset });
    const begun = await rig.call('items.move', { ...(await pick()), to });
    await rig.until(begun.batchId, ({ state }) => state === 'done');
    await kept.keep(rig);
    await kept.startAgain(rig, () => held.letGo());
    expect(await endOf(rig, begun)).toMatchObject({ doneCount: 60, failed: [] });
    expect([inside('From'), inside('To')]).toEqual([0, 60]);
    const told = await rig.call('changes.takeEarlier', {});
    expect(told, 'a page that listens only now still learns it').toMatchObject([
      { batchId: begun.batchId, doneCount: 60 },
    ]);
    expect(await rig.call('changes.takeEarlier', {}), 'once').toEqual([]);
  });

  test('only what an earlier session began is told to a page that listens later', async () => {
    await using scene = await createScene(3);
    const { rig, pick, to } = scene;
    await endOf(rig, await rig.call('items.move', { ...(await pick()), to }));
    expect(await rig.call('changes.takeEarlier', {})).toEqual([]);
  });

  test.each([
    ['before it is asked for', 'POST copy', 'beforeEffect'],
    ['after it was made, without an answer', 'POST copy', 'afterEffect'],
    ['while it is followed', 'GET copy monitor', 'beforeEffect'],
  ] as const)('a copy is made once: %s', async (_, route, reset) => {
    await using scene = await createScene(1);
    const { rig, pick, to, drive } = scene;
    const held = rig.service.faults.hold({ route, reset });
    const begun = await rig.call('items.copy', { ...(await pick()), to });
    await expect.poll(() => held.struck).toBe(1);
    await kept.keep(rig);
    await kept.startAgain(rig, () => held.letGo());
    expect(await endOf(rig, begun)).toMatchObject({ doneCount: 1, failed: [] });
    expect(drive.tree().filter((path) => path.startsWith('To/'))).toEqual(['To/', 'To/1.txt']);
  });
});

describe.each(['undo', 'redo'] as const)('T27 the %s of a move of 60', (which) => {
  test.each(steps)(
    'that is killed in the middle is finished once after the restart, and the list says what is left (%s)',
    async (reset) => {
      await using scene = await createScene(60);
      const { rig, pick, to, inside } = scene;
      const moved = await endOf(rig, await rig.call('items.move', { ...(await pick()), to }));
      const done = which === 'undo' ? moved : await undoAll(rig, moved);
      const ends = which === 'undo' ? [60, 0] : [0, 60];
      const held = rig.service.faults.hold({ route: 'POST batch', nth: 3, reset });
      const begun = await rig.call('changes.undo', { batchId: done.batchId, entryIds: null });
      await rig.until(begun.batchId, ({ state }) => state === 'done');
      await expect.poll(() => held.struck).toBe(1);
      await kept.keep(rig);
      await kept.startAgain(rig, () => held.letGo());
      const { transfers } = await rig.call('transfers.list', {});
      const left = transfers.filter(({ batchId, state }) => batchId === begun.batchId && state !== 'done');
      expect(left.length, 'the list says what is left').toBeGreaterThan(0);
      expect(await endOf(rig, begun)).toMatchObject({ doneCount: 60, failed: [], undoOf: done.batchId });
      expect([inside('From'), inside('To')]).toEqual(ends);
    },
  );
});

test('an undo of many that others stand in the way of says what it left, and the rest can be undone later', async () => {
  await using scene = await createScene(5);
  const { rig, pick, to, drive, inside } = scene;
  const moved = await endOf(rig, await rig.call('items.move', { ...(await pick()), to }));
  drive.lock('To/2.txt');
  drive.remove('To/3.txt');
  const back = await undoAll(rig, moved);
  expect(back).toMatchObject({ doneCount: 3, failedCount: 2 });
  expect(back.failed.map(({ name, failure }) => `${name} ${failure.code}`).toSorted()).toEqual([
    '2.txt locked',
    '3.txt notFound',
  ]);
  expect([inside('From'), inside('To')]).toEqual([3, 1]);
  drive.lock('To/2.txt', false);
  // In the turn in which it ended, the first undo is still joined.
  let rest = { batchId: back.batchId };
  await expect
    .poll(async () => {
      rest = await rig.call('changes.undo', { batchId: moved.batchId, entryIds: null });
      return rest.batchId;
    })
    .not.toBe(back.batchId);
  expect(await endOf(rig, rest)).toMatchObject({ doneCount: 1, failedCount: 1 });
  expect([inside('From'), inside('To')]).toEqual([4, 0]);
});

const commands = {
  rename: 'PATCH item',
  newFolder: 'DELETE item',
  move: 'PATCH item',
  copy: 'DELETE item',
  duplicate: 'DELETE item',
  restore: 'DELETE item',
  delete: 'POST restore',
} as const;

describe.each(Object.entries(commands))('T27 the undo of a %s', (kind, route) => {
  test.each(steps)('that is killed at its request is done once after the restart (%s)', async (reset) => {
    await using scene = await createScene(1);
    const { rig, accountId, selection, pick, to, drive } = scene;
    const item = { driveId: drive.id, itemId: drive.idOf('From/1.txt') };
    const from = { driveId: drive.id, itemId: drive.idOf('From') };
    const deleted = kind === 'restore' ? await deleteAll(rig, { accountId, selection }) : null;
    const filter = { text: '', kind: null, accountId: null };
    const log = async () => (await rig.call('activity.list', { filter, from: 0, to: 99 })).rows;
    const before = drive.tree();
    const ended = rig.waitForEvent(
      'changes.ended',
      (outcome) => outcome.kind === (kind === 'duplicate' ? 'copy' : kind),
    );
    if (kind === 'rename') await rig.call('items.rename', { accountId, item, name: 'b.txt' });
    if (kind === 'newFolder') await rig.call('items.createFolder', { accountId, parent: to, name: 'New' });
    if (kind === 'move') await rig.call('items.move', { ...(await pick()), to });
    if (kind === 'copy') await rig.call('items.copy', { ...(await pick()), to });
    if (kind === 'duplicate') await rig.call('items.copy', { ...(await pick()), to: from });
    if (kind === 'delete') await rig.call('items.delete', { accountId, selection });
    if (deleted !== null) await undoAll(rig, deleted);
    const { batchId } = await ended;
    const known = (await log()).length;
    const after = drive.tree();
    expect(after).not.toEqual(before);
    const held = rig.service.faults.hold({ route, reset });
    await rig.call('changes.undo', { batchId, entryIds: null });
    await expect.poll(() => held.struck).toBe(1);
    await kept.keep(rig);
    await kept.startAgain(rig, () => held.letGo());
    await expect.poll(async () => (await log()).length).toBe(known + 1);
    expect((await log())[0]).toMatchObject({ isUndo: true, failure: null });
    expect(drive.tree()).toEqual(before);
    expect(drive.find('From/1.txt') === null).toBe(kind === 'restore');
  });
});

test('the log lists what was done before a kill once, and it can be undone', async () => {
  await using scene = await createScene(3);
  const { rig, accountId, selection, inside } = scene;
  const outcome = await deleteAll(rig, { accountId, selection });
  await rig.restart();
  expect(await undoAll(rig, outcome)).toMatchObject({ doneCount: 3 });
  expect(inside('From')).toBe(3);
});

test('a large delete can be paused, resumed and canceled like any transfer', async () => {
  await using scene = await createScene(120);
  const { rig, accountId, selection, inside, drive } = scene;
  drive.remove('From/1.txt');
  const held = rig.service.faults.hold({ route: 'POST batch', nth: 3, times: 3 });
  const { batchId } = await rig.call('items.delete', { accountId, selection });
  await rig.until(batchId, ({ state }) => state === 'done');
  const paused = rig.call('transfers.pause', { batchId });
  held.letGo();
  await paused;
  const left = inside('From');
  expect(left).toBeGreaterThan(0);
  await rig.restart();
  const { transfers } = await rig.call('transfers.list', {});
  expect(transfers.filter(({ state }) => state === 'paused')).toHaveLength(left);
  expect(transfers).toContainEqual(expect.objectContaining({ name: '1.txt', outcome: 'wasGone' }));
  await rig.call('transfers.cancel', { batchId });
  expect(inside('From')).toBe(left);
  expect(await endOf(rig, { batchId })).toMatchObject({ doneCount: 120 - left, cancelledCount: left });
});
