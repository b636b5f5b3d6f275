import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTransferRig } from '../../testing/transfer-steps.ts';

test('P1 a list that can’t be written is reported, transfers continue, and all of it is written once that works', async () => {
  await using rig = await createTransferRig();
  // The journal's path is on a missing disk.
  const disk = join(rig.userData, 'disk');
  await symlink(join(disk, 'journal'), join(rig.userData, 'transfers.sqlite'));
  const summary = async () => (await rig.call('transfers.list', {})).summary;
  expect(await summary()).toMatchObject({ persisted: true, safeToClose: true });

  const [first] = await rig.upload([await rig.write('a.txt', 'a')]);
  expect(first).toMatchObject({ state: 'done', verified: true });
  await rig.call('settings.change', { transfersHeld: true });
  const batchId = await rig.begin([await rig.write('b.txt', 'b')]);
  await rig.call('transfers.pause', { batchId });
  await expect.poll(summary).toMatchObject({
    persisted: false,
    saveTrouble: 'denied',
    paused: 1,
    safeToClose: false,
  });

  await mkdir(disk);
  const [paused] = await rig.of(batchId);
  await rig.call('transfers.prioritize', { transferIds: [paused!.transferId] });
  await rig.call('transfers.resume', { batchId });
  await expect.poll(summary).toMatchObject({ persisted: true, saveTrouble: null });
  await rig.restart();
  const { transfers } = await rig.call('transfers.list', {});
  expect(transfers.map(({ name, state }) => [name, state])).toEqual([
    ['a.txt', 'done'],
    ['b.txt', 'queued'],
  ]);
});
