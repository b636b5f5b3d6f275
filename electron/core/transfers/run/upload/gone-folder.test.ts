import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

test('T54 an upload whose destination folder was deleted meanwhile reports the folder, not the file, as missing', async () => {
  await using rig = await createTransferRig();
  const { drive } = rig.service;
  drive.addFolder('Box');
  const parent = { driveId: drive.id, itemId: drive.idOf('Box') };
  await rig.call('settings.change', { transfersHeld: true });
  await rig.write('Trip/a.txt', 'a');
  const paths = [await rig.write('small.bin', 'text'), await rig.write('large.bin', bytesOf(5 * 1024 ** 2))];
  const batchId = await rig.begin([...paths, join(rig.local, 'Trip')], { parent });
  drive.remove('Box');
  await rig.call('settings.change', { transfersHeld: false });
  for (const { name, state, failure } of await rig.settled(batchId)) {
    expect([name, state]).toEqual([name, 'failed']);
    expect(failure).toMatchObject({ code: 'folderGone', subject: name, details: { status: 404 } });
  }
  expect(drive.tree()).toEqual([]);
  expect(rig.service.counters.count('PUT content'), 'nobody waits for it').toBe(1);
});
