import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;

describe('a folder created a moment ago that the service can’t find yet', () => {
  test.each(['personal', 'business'] as const)(
    'still receives its files and folders (%s)',
    async (driveType) => {
      await using rig = await createTransferRig({ driveType, quirks: { newFolder404: 3 } });
      await rig.write('Trip/a.txt', 'a');
      await rig.write('Trip/large.bin', bytesOf(5 * mebibyte));
      await rig.write('Trip/Day/b.txt', 'b');
      const transfers = await rig.upload([join(rig.local, 'Trip')]);
      expect(transfers.map(({ state, failure }) => [state, failure])).toEqual(
        transfers.map(() => ['done', null]),
      );
      expect(rig.service.drive.tree()).toEqual([
        'Trip/',
        'Trip/Day/',
        'Trip/Day/b.txt',
        'Trip/a.txt',
        'Trip/large.bin',
      ]);
    },
  );

  test('shows what it waits for', async () => {
    await using rig = await createTransferRig({ quirks: { newFolder404: 4 } });
    const { accountId, root: parent } = rig;
    const made = await rig.call('items.createFolder', { accountId, parent, name: 'New' });
    rig.clock.hold();
    const paths = [await rig.write('a.txt', 'a')];
    const folder = { driveId: made.driveId, itemId: made.itemId };
    const batchId = await rig.begin(paths, { parent: folder });
    const waiting = await rig.until(batchId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ waitReason: 'notVisibleYet', failure: null });
    rig.clock.letPass();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'created' }]);
    expect(rig.service.drive.tree()).toEqual(['New/', 'New/a.txt']);
  });

  test.each([
    ['a restart', []],
    ['a crash that kept it out of the log', ['activity.jsonl']],
  ])('still receives its files after %s', async (_name, lost) => {
    await using rig = await createTransferRig({ quirks: { newFolder404: 6 } });
    await rig.write('Trip/a.txt', 'a');
    rig.clock.hold();
    const batchId = await rig.begin([join(rig.local, 'Trip')]);
    await rig.until(batchId, ({ waitReason }) => waitReason === 'notVisibleYet');
    for (const name of lost) await rm(join(rig.userData, name));
    await rig.restart();
    rig.clock.letPass();
    expect(await rig.settled(batchId)).toMatchObject([
      { outcome: 'folderCreated' },
      { outcome: 'created', failure: null },
    ]);
    expect(rig.service.drive.tree()).toEqual(['Trip/', 'Trip/a.txt']);
  });

  test('that never appears ends with a reason, after about half a minute', async () => {
    await using rig = await createTransferRig();
    const { drive, counters } = rig.service;
    const { accountId, root } = rig;
    const { driveId, itemId } = await rig.call('items.createFolder', {
      accountId,
      parent: root,
      name: 'Box',
    });
    const parent = { driveId, itemId };
    drive.remove('Box');
    const beganMs = rig.clock.now();
    expect(await rig.upload([await rig.write('a.txt', 'a')], { parent })).toMatchObject([
      { state: 'failed', failure: { code: 'folderGone', subject: 'a.txt' } },
    ]);
    expect(rig.clock.now() - beganMs).toBeGreaterThanOrEqual(30_000);
    expect(counters.count('PUT content')).toBe(6);
  });

  test('is found if its name is taken before it can be seen', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFolder('Trip');
    rig.service.faults.add({ route: 'GET item', status: 404, code: 'itemNotFound', times: 2 });
    await rig.write('Trip/a.txt', 'a');
    const transfers = await rig.upload([join(rig.local, 'Trip')]);
    expect(transfers).toMatchObject([{ outcome: 'folderExisted' }, { outcome: 'created' }]);
  });
});
