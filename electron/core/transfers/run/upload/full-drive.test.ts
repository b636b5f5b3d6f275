import { expect, test } from 'vitest';
import { endOf } from '../../../testing/change-steps.ts';
import { openListed } from '../../../testing/steps.ts';
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
    facts: { account: 'alex@contoso.example', freeBytes: 1000, neededBytes: 2000 },
  });
  expect(rig.service.counters.count('PUT content')).toBe(1);

  rig.service.drive.raw.quotaBytes = 1_000_000;
  await rig.call('transfers.retry', { batchId });
  const done = await rig.settled(batchId);
  expect(done.every(({ state }) => state === 'done')).toBe(true);
  expect(rig.service.drive.tree()).toEqual(files);
});

test('T38 the storage shown for the account is what OneDrive said when it refused', async () => {
  await using rig = await createTransferRig({ quotaBytes: 10_000 });
  const { accountId } = rig;
  await rig.call('app.quota', { accountId });
  rig.service.drive.addFile('by someone else.bin', bytesOf(9000));
  await rig.upload([await rig.write('a.bin', bytesOf(2000))]);
  const known = await rig.call('app.knownQuota', { accountId });
  expect(known?.told).toMatchObject({ usedBytes: 9000, remainingBytes: 1000 });
  const overview = await rig.call('accounts.overview', {});
  expect(overview.find((row) => row.accountId === accountId)?.quota?.told.remainingBytes).toBe(1000);
});

test('T38 a refusal that the free space contradicts names the account, but no figures', async () => {
  await using rig = await createTransferRig();
  rig.service.faults.add({ route: 'PUT content', status: 507, code: 'quotaLimitReached' });
  const [refused] = await rig.upload([await rig.write('a.bin', bytesOf(2000))]);
  expect(refused?.failure).toMatchObject({
    code: 'quotaFull',
    facts: { account: 'alex@contoso.example', freeBytes: null, neededBytes: null },
  });
});

test('T38 a copy in a full drive says how much it needs', async () => {
  await using rig = await createTransferRig({ quotaBytes: 5000 });
  rig.service.drive.addFile('a.bin', bytesOf(3000));
  rig.service.drive.addFolder('Sub');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId, folder: null });
  const selection = { viewId, mode: 'only' as const, itemIds: [rig.service.drive.idOf('a.bin')] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const to = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('Sub') };
  const ended = await endOf(rig, await rig.call('items.copy', { pickId, accountId, to }));
  expect(ended.failed[0]?.failure).toMatchObject({
    code: 'quotaFull',
    facts: { freeBytes: 2000, neededBytes: 3000 },
  });
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
