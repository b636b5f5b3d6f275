import { expect, test } from 'vitest';
import { endOf } from '../testing/change-steps.ts';
import { createKeptProfile } from '../testing/kept-profile.ts';
import { openPath } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

/** More than one response of a listing, and nearly a hundred batches. */
const count = 1_500;

test('T27 moves, then deletes thousands through a throttle, a disconnection and a kill, with nothing lost or left', async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  await using kept = await createKeptProfile();
  const { accountId, service } = rig;
  const { drive, faults, counters } = service;
  drive.addFolder('From', { files: count, naming: '{n}.txt' });
  drive.addFolder('To');
  const inside = (folder: string) => drive.tree(folder).length;
  const selectAll = async (path: string) => {
    const { viewId } = await openPath(rig, accountId, path);
    return { accountId, selection: { viewId, mode: 'allExcept' as const, itemIds: [] } };
  };

  /** Each kind of error, and a kill past the middle. */
  async function disturb(begin: () => Promise<{ batchId: string }>) {
    faults.clear();
    faults.add({ route: 'POST batch', nth: 15, status: 429, headers: { 'Retry-After': '20' } });
    faults.add({ route: 'POST batch', nth: 30, reset: 'beforeEffect', times: 2 });
    faults.add({ route: 'POST batch', nth: 40, reset: 'afterEffect' });
    const held = faults.hold({ route: 'POST batch', nth: 50, reset: 'afterEffect' });
    const begun = await begin();
    await expect.poll(() => held.struck, { timeout: 60_000 }).toBe(1);
    await kept.keep(rig);
    await kept.startAgain(rig, () => held.letGo());
    return endOf(rig, begun);
  }

  const { pickId } = await rig.call('items.pick', await selectAll('myfiles/From'));
  const to = { driveId: drive.id, itemId: drive.idOf('To') };
  const moved = await disturb(() => rig.call('items.move', { pickId, accountId, to }));
  expect(moved).toMatchObject({ kind: 'move', doneCount: count, failedCount: 0, cancelledCount: 0 });
  expect([inside('From'), inside('To')]).toEqual([0, count]);

  const everything = await selectAll('myfiles/To');
  const deleted = await disturb(() => rig.call('items.delete', everything));
  expect(deleted).toMatchObject({ kind: 'delete', doneCount: count, failedCount: 0, cancelledCount: 0 });
  expect(drive.tree()).toEqual(['From/', 'To/']);
  const { count: lines } = await rig.call('activity.list', {
    filter: { text: '', kind: null, accountId: null },
    from: 0,
    to: 1,
  });
  expect(lines, 'each stands in the log once for each change').toBe(2 * count);
  expect(counters.count('POST batch'), 'most travel by twenty').toBeLessThan((2 * count) / 8);
});
