import { expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const files = ['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin', 'f.bin', 'g.bin', 'h.bin'];

test('T38 a full drive stops the queue: queued files wait instead of being refused one by one', async () => {
  await using rig = await createTransferRig({ quotaBytes: 1000 });
  await rig.call('settings.change', { filesAtOnce: 1 });
  const paths = await Promise.all(files.map((name) => rig.write(name, bytesOf(2000))));
  const batchId = await rig.begin(paths);
  await rig.until(batchId, ({ name, waitReason }) => name === 'h.bin' && waitReason === 'quotaFull');
  const stopped = await rig.of(batchId);
  expect(stopped.map(({ state }) => state).sort()).toEqual(['failed', ...Array(7).fill('waiting')]);
  expect(stopped.find(({ state }) => state === 'failed')?.failure).toMatchObject({
    code: 'quotaFull',
    facts: { freeBytes: 1000 },
  });
  expect(rig.service.counters.count('PUT content')).toBe(1);

  rig.service.drive.raw.quotaBytes = 1_000_000;
  await rig.call('transfers.retry', { batchId });
  const done = await rig.settled(batchId);
  expect(done.every(({ state }) => state === 'done')).toBe(true);
  expect(rig.service.drive.tree()).toEqual(files);
});

test('T38 downloads from a full drive continue', async () => {
  await using rig = await createTransferRig({ quotaBytes: 4000 });
  rig.service.drive.addFile('kept.bin', bytesOf(3000));
  await rig.upload([await rig.write('a.bin', bytesOf(2000))]);
  expect(await rig.download(['kept.bin'])).toMatchObject([{ state: 'done' }]);
});

test('T38 a new upload tries the drive again, and all that wait for space follow', async () => {
  await using rig = await createTransferRig({ quotaBytes: 1000 });
  await rig.call('settings.change', { filesAtOnce: 1 });
  const batchId = await rig.begin([
    await rig.write('a.bin', bytesOf(2000)),
    await rig.write('b.bin', bytesOf(2000)),
  ]);
  await rig.until(batchId, ({ waitReason }) => waitReason === 'quotaFull');
  rig.service.drive.raw.quotaBytes = 1_000_000;
  expect(await rig.upload([await rig.write('c.bin', bytesOf(10))])).toMatchObject([{ state: 'done' }]);
  const ended = await rig.settled(batchId);
  expect(ended.map(({ state }) => state).sort()).toEqual(['done', 'failed']);
});
