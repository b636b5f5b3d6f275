import { describe, expect, test } from 'vitest';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig, type RigOptions } from '../testing/rig.ts';
import { deleteAll, endOf, undoAll } from '../testing/change-steps.ts';
import { addSample, namesOf, openListed } from '../testing/steps.ts';

async function createMany(files: number, options: RigOptions = {}) {
  const clock = createFastClock();
  const rig = await createRig({ content: 'empty', clock, ...options });
  const { drive, faults, counters } = rig.service;
  drive.addFolder('', { files, naming: '{n}.txt' });
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  return {
    rig,
    clock,
    accountId,
    viewId,
    drive,
    faults,
    count: (label: string) => counters.count(label),
    remove: () => deleteAll(rig, { accountId, selection }),
    begin: () => rig.call('items.delete', { accountId, selection }),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

describe('many at once', () => {
  test('are counted while they are in progress, and the app waits for them before it closes', async () => {
    await using many = await createMany(45);
    const { core, service } = many.rig;
    const held = service.faults.hold({ route: 'POST batch', nth: 2 });
    const removed = many.remove();
    await expect.poll(() => held.struck).toBe(1);
    await expect
      .poll(() => core.transfersSummary())
      .toMatchObject({ quiet: 20, active: 0, safeToClose: false });
    const safe = core.whenSafeToClose();
    held.letGo();
    expect(await removed).toMatchObject({ doneCount: 45 });
    await safe;
    expect(core.transfersSummary()).toMatchObject({ quiet: 0, done: 0, safeToClose: true });
    const { transfers } = await many.rig.call('transfers.list', {});
    expect(transfers, 'few that went well are no lines').toEqual([]);
  });

  test('are sent twenty to a request, and so is their undo', async () => {
    await using many = await createMany(45);
    const outcome = await many.remove();
    expect(outcome).toMatchObject({ doneCount: 45, failed: [] });
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([3, 45]);
    expect(await namesOf(many.rig, many.viewId)).toEqual([]);
    const back = await undoAll(many.rig, outcome);
    expect(back).toMatchObject({ doneCount: 45, failed: [] });
    expect([many.count('POST batch'), many.count('POST restore')]).toEqual([6, 45]);
    expect(await namesOf(many.rig, many.viewId)).toHaveLength(45);
    expect(many.drive.tree()).toHaveLength(45);
  });

  test('leave items alone that appeared after the question', async () => {
    await using many = await createMany(3);
    const { rig, accountId, viewId } = many;
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    await rig.call('items.planDelete', { accountId, selection });
    many.drive.addFile('late.txt', 'nobody was asked about it');
    await rig.call('view.refresh', { viewId });
    await expect.poll(() => namesOf(rig, viewId)).toContain('late.txt');
    expect(await many.remove()).toMatchObject({ doneCount: 3 });
    expect(many.drive.tree()).toEqual(['late.txt']);
  });

  test('send a single item without a batch', async () => {
    await using one = await createMany(1);
    expect(await one.remove()).toMatchObject({ doneCount: 1 });
    expect([one.count('POST batch'), one.count('DELETE item')]).toEqual([0, 1]);
  });

  test('handle each item separately: changed and locked ones stay and are named, missing ones count as deleted', async () => {
    await using many = await createMany(6);
    many.drive.addFile('2.txt', 'changed by someone');
    many.drive.lock('3.txt');
    many.drive.remove('4.txt');
    const outcome = await many.remove();
    const { failed, doneCount } = outcome;
    expect(failed).toMatchObject([
      { name: '2.txt', failure: { code: 'changedMeanwhile', subject: '2.txt' } },
      { name: '3.txt', failure: { code: 'locked', subject: '3.txt' } },
    ]);
    expect(doneCount).toBe(4);
    expect(many.count('POST batch')).toBe(1);
    expect(many.drive.tree()).toEqual(['2.txt', '3.txt']);
    const back = await undoAll(many.rig, outcome);
    expect(back.doneCount, 'what was gone before is not brought back').toBe(3);
  });
});

describe('T44 only the inner answer is 429', () => {
  test('those parts and the account wait and the parts are sent again, while the others are done', async () => {
    await using many = await createMany(12);
    many.faults.add({ route: 'DELETE item', nth: 3, status: 429, headers: { 'Retry-After': '5' } });
    many.faults.add({ route: 'DELETE item', nth: 7, status: 429, headers: { 'Retry-After': '20' } });
    many.clock.hold();
    const removing = many.remove();
    const paused = await many.rig.waitForEvent('account.waiting', ({ until }) => until !== null);
    expect(many.drive.tree()).toHaveLength(2);
    expect(Date.parse(paused.until!), 'the longest wait counts').toBeGreaterThan(many.clock.now() + 15_000);
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([1, 12]);
    many.clock.letPass();
    expect(await removing).toMatchObject({ doneCount: 12, failed: [] });
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([2, 14]);
    expect(many.drive.tree()).toEqual([]);
  });

  test('a single remaining part also waits', async () => {
    await using many = await createMany(5);
    many.faults.add({ route: 'DELETE item', nth: 5, status: 429, headers: { 'Retry-After': '9' } });
    expect(await many.remove()).toMatchObject({ doneCount: 5, failed: [] });
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([1, 6]);
  });
});

describe('trouble with a batch', () => {
  test('retries a part after a temporary failure, also a restore that had already succeeded', async () => {
    await using many = await createMany(6);
    many.faults.add({ route: 'DELETE item', nth: 2, times: 2, status: 503 });
    const outcome = await many.remove();
    expect(outcome).toMatchObject({ doneCount: 6, failed: [] });
    many.faults.add({ route: 'POST restore', nth: 2, status: 504, afterEffect: true });
    expect(await undoAll(many.rig, outcome)).toMatchObject({ doneCount: 6, failed: [] });
    expect(many.count('POST restore')).toBe(7);
    expect(many.drive.tree()).toHaveLength(6);
  });

  test('renews a token that one part reports as refused', async () => {
    await using many = await createMany(5);
    many.faults.add({ route: 'DELETE item', nth: 4, status: 401 });
    expect(await many.remove()).toMatchObject({ doneCount: 5, failed: [] });
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([1, 6]);
  });

  test.each([
    ['a service that takes no batches', { status: 405 }],
    ['an answer without the parts', { status: 200, body: { responses: [] } }],
  ])('%s: sends each item separately', async (_, fault) => {
    await using many = await createMany(6);
    many.faults.add({ route: 'POST batch', ...fault });
    expect(await many.remove()).toMatchObject({ doneCount: 6, failed: [] });
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([1, 6]);
  });

  test('no network: all of it waits with the reason, and continues when it is back', async () => {
    await using many = await createMany(6);
    // Retries come at different times, so the last item of a batch is sent by itself.
    for (const route of ['POST batch', 'DELETE item'])
      many.faults.add({ route, times: Number.POSITIVE_INFINITY, reset: 'beforeEffect' });
    const begun = await many.begin();
    await many.rig.waitForEvent('transfers.changed', ({ summary }) => summary.waiting === 6);
    expect(many.drive.tree()).toHaveLength(6);
    many.faults.clear();
    expect(await endOf(many.rig, begun)).toMatchObject({ doneCount: 6, failed: [] });
    expect(many.drive.tree()).toEqual([]);
  });

  test('T43 the batch itself is throttled: it waits and continues', async () => {
    await using many = await createMany(6);
    many.faults.add({ route: 'POST batch', status: 429, headers: { 'Retry-After': '20' } });
    expect(await many.remove()).toMatchObject({ doneCount: 6, failed: [] });
    expect([many.count('POST batch'), many.count('DELETE item')]).toEqual([2, 6]);
  });
});
