import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../settings/settings.ts';
import { defaultPieceBytes } from './run/byte-ranges.ts';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  expectStored,
  type TransferRig,
  threePieces,
} from '../testing/transfer-steps.ts';

const forEver = Number.POSITIVE_INFINITY;

async function writeMany(rig: TransferRig, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let number = 0; number < count; number += 1) paths.push(await rig.write(`${number}.txt`, 'text'));
  return paths;
}

const statesOf = async (rig: TransferRig, batchId: string) =>
  (await rig.of(batchId)).map(({ state }) => state);

describe('a pause', () => {
  test('of a running file keeps what was sent, and resuming sends only the rest', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const { batchId, transferId, letGo } = await beginToPiece(rig, 2, content);
    const [moving] = await rig.of(batchId);
    expect(moving?.bytesDone, 'what the service has, and not what is on its way').toBe(defaultPieceBytes);
    await rig.call('transfers.pause', { transferIds: [transferId] });
    expect(await rig.of(batchId)).toMatchObject([
      { state: 'paused', bytesDone: moving?.bytesDone, bytesInFlight: 0, failure: null, endedAt: null },
    ]);
    const { summary } = await rig.call('transfers.list', {});
    expect(summary).toMatchObject({ paused: 1, active: 0, safeToClose: true });
    letGo();
    await rig.call('transfers.resume', { transferIds: [transferId] });
    await expectStored(rig, await rig.settled(batchId), content);
    expect(rig.service.counters.count('DELETE upload session')).toBe(0);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
    // Three pieces; the one in progress was sent twice.
    expect(rig.service.counters.count('PUT upload range')).toBeLessThanOrEqual(4);
  });

  test('of a batch stops its running and queued files, and no other batch', async () => {
    await using rig = await createTransferRig();
    const held = rig.service.faults.hold({ route: 'PUT content', times: forEver });
    const [first = '', ...rest] = await writeMany(rig, 10);
    const batchId = await rig.begin(rest);
    const other = await rig.begin([first]);
    await rig.call('transfers.pause', { batchId });
    expect(new Set(await statesOf(rig, batchId))).toEqual(new Set(['paused']));
    held.letGo();
    expect(await rig.settled(other)).toMatchObject([{ state: 'done' }]);
    expect(rig.service.drive.tree()).toEqual(['0.txt']);
    await rig.call('transfers.resume', { batchId });
    expect(new Set((await rig.settled(batchId)).map(({ state }) => state))).toEqual(new Set(['done']));
    expect(rig.service.drive.tree()).toHaveLength(10);
  });

  test('does nothing to finished transfers, and a paused one can be canceled', async () => {
    await using rig = await createTransferRig();
    const [done] = await rig.upload(await writeMany(rig, 1));
    await rig.call('settings.change', { transfersHeld: true });
    const batchId = await rig.begin([await rig.write('b.txt', 'text')]);
    await rig.call('transfers.pause', { all: true });
    expect(await rig.of(done?.batchId ?? '')).toMatchObject([{ state: 'done' }]);
    expect(await statesOf(rig, batchId)).toEqual(['paused']);
    await rig.call('transfers.cancel', { all: true });
    expect(await rig.of(batchId)).toMatchObject([{ state: 'cancelled' }]);
  });
});

describe('"Pause all"', () => {
  test('puts running transfers back in the queue and starts none, and resuming sends nothing twice', async () => {
    await using rig = await createTransferRig();
    const { batchId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces));
    await rig.call('settings.change', { transfersHeld: true });
    await rig.until(batchId, ({ state }) => state === 'queued');
    letGo();
    expect((await rig.call('transfers.list', {})).summary).toMatchObject({ allPaused: true, active: 1 });
    const later = await rig.begin([await rig.write('later.txt', 'text')]);
    expect(await statesOf(rig, later)).toEqual(['queued']);
    await rig.call('settings.change', { transfersHeld: false });
    expect(await rig.settled(later)).toMatchObject([{ state: 'done' }]);
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });

  test('stays in effect after a restart', async () => {
    await using rig = await createTransferRig();
    await rig.call('settings.change', { transfersHeld: true });
    await rig.restart();
    expect((await rig.call('transfers.list', {})).summary.allPaused).toBe(true);
    const batchId = await rig.begin([await rig.write('a.txt', 'text')]);
    expect(await statesOf(rig, batchId)).toEqual(['queued']);
    expect(rig.service.counters.count('PUT content')).toBe(0);
  });
});

describe('a transfer that is wanted now', () => {
  test('runs before all others of its account, even if it was paused', async () => {
    await using rig = await createTransferRig();
    await rig.call('settings.change', { transfersHeld: true, filesAtOnce: 1 });
    const batchId = await rig.begin(await writeMany(rig, 5));
    const transfers = await rig.of(batchId);
    const last = transfers.at(-1)?.transferId ?? '';
    const third = transfers[2]?.transferId ?? '';
    await rig.call('transfers.pause', { transferIds: [third] });
    await rig.call('transfers.prioritize', { transferIds: [last, third] });
    await rig.call('settings.change', { transfersHeld: false });
    await rig.settled(batchId);
    const names = rig.service.drive.tree();
    expect(names).toHaveLength(5);
    const sent = rig.service.counters.seen.filter(({ label }) => label === 'PUT content');
    expect(sent.slice(0, 2).map(({ target }) => /\d\.txt/.exec(target)?.[0])).toEqual(['4.txt', '2.txt']);
  });
});

describe('the number of transfers at a time', () => {
  test.each([1, 3, 10])('is %i as set, and changes at once', async (filesAtOnce) => {
    await using rig = await createTransferRig();
    const stop = rig.service.faults.hold({ route: 'PUT content', times: forEver });
    await rig.call('settings.change', { filesAtOnce });
    // The service has responded well for a while.
    for (let answers = 0; answers < 100; answers += 1)
      await rig.call('app.quota', { accountId: rig.accountId });
    const batchId = await rig.begin(await writeMany(rig, 15));
    await rig.until(batchId, () => stop.struck >= filesAtOnce);
    const states = (await rig.of(batchId)).map(({ state }) => state);
    expect(states.filter((state) => state === 'running')).toHaveLength(filesAtOnce);
    expect(stop.struck).toBe(filesAtOnce);
    // As many small files prepare meanwhile, and no more.
    const gettingReady = Math.min(filesAtOnce, 15 - filesAtOnce);
    expect(states.filter((state) => state === 'checking')).toHaveLength(gettingReady);
    stop.letGo();
    await rig.settled(batchId);
  });

  test('T43 is halved when the service asks to wait', async () => {
    await using rig = await createTransferRig();
    rig.service.faults.add({ route: 'PUT content', status: 429, headers: { 'Retry-After': '5' } });
    rig.clock.hold();
    const first = await rig.begin([await rig.write('a.txt', 'text')]);
    await rig.until(first, ({ state }) => state === 'waiting');
    const stop = rig.service.faults.hold({ route: 'PUT content', times: forEver });
    const batchId = await rig.begin(await writeMany(rig, 8));
    rig.clock.letPass();
    await rig.until(batchId, () => stop.struck >= 2);
    const going = (await rig.call('transfers.list', {})).transfers.filter(({ state }) => state === 'running');
    expect(going).toHaveLength(2);
    stop.letGo();
    await rig.settled(batchId);
  });
});

describe('the list', () => {
  test('is sent in rows: newest batch first, filtered, without collapsed rows', async () => {
    await using rig = await createTransferRig();
    const old = await rig.begin(await writeMany(rig, 3));
    await rig.settled(old);
    rig.service.faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
    const batchId = await rig.begin([await rig.write('denied.txt', 'text')]);
    await rig.settled(batchId);
    const ask = async (
      filter: 'all' | 'attention' | 'done',
      collapsed: string[] = [],
      from = 0,
      to = 100,
    ) => {
      const { count, rows } = await rig.call('transfers.rows', { filter, collapsed, from, to });
      return [count, rows.map((row) => (row.type === 'batch' ? row.batch.batchId : row.transfer.name))];
    };
    expect(await ask('all')).toEqual([6, [batchId, 'denied.txt', old, '0.txt', '1.txt', '2.txt']]);
    expect(await ask('all', [], 3, 5)).toEqual([6, ['0.txt', '1.txt']]);
    expect(await ask('all', [old])).toEqual([3, [batchId, 'denied.txt', old]]);
    expect(await ask('attention')).toEqual([2, [batchId, 'denied.txt']]);
    expect(await ask('done', [], 2, 3)).toEqual([4, ['1.txt']]);
    const { rows } = await rig.call('transfers.rows', { filter: 'all', collapsed: [old], from: 0, to: 9 });
    expect(rows[2]).toMatchObject({ batch: { path: 'myfiles', counts: { all: 3, done: 3 } } });
    const { transfers } = await rig.call('transfers.top', { max: 2 });
    expect(transfers.map(({ name, state }) => (state === 'failed' ? name : state))).toEqual([
      'denied.txt',
      'done',
    ]);
  });

  test('retries only the failed transfers of a batch', async () => {
    await using rig = await createTransferRig();
    rig.service.faults.add({ route: 'PUT content', nth: 2, status: 403, code: 'accessDenied' });
    const batchId = await rig.begin(await writeMany(rig, 3));
    await rig.settled(batchId);
    const before = rig.service.counters.count('PUT content');
    await rig.call('transfers.retry', { batchId });
    expect(new Set((await rig.settled(batchId)).map(({ state }) => state))).toEqual(new Set(['done']));
    expect(rig.service.counters.count('PUT content')).toBe(before + 1);
  });

  test('retries only what can succeed, and counts that', async () => {
    await using rig = await createTransferRig();
    await symlink('nowhere', join(rig.local, 'link.txt'));
    const batchId = await rig.begin([
      await rig.write('a.txt', 'a'),
      join(rig.local, 'link.txt'),
      join(rig.local, 'late.txt'),
    ]);
    const codes = (await rig.settled(batchId)).map(({ failure }) => failure?.code);
    expect(codes).toEqual([undefined, 'localNotAFile', 'localFileMissing']);
    const retryable = async () => {
      const { summary } = await rig.call('transfers.top', { max: 1 });
      const { rows } = await rig.call('transfers.rows', { filter: 'all', collapsed: [], from: 0, to: 1 });
      const counts = rows.flatMap((row) => (row.type === 'batch' ? row.batch.counts.retryable : []));
      return [summary.failed, summary.retryable, ...counts];
    };
    expect(await retryable()).toEqual([2, 1, 1]);
    // Put back where it was chosen.
    await rig.write('late.txt', 'late');
    await rig.call('transfers.retry', { batchId });
    expect((await rig.settled(batchId)).map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
    expect(rig.service.drive.bytes('late.txt').toString()).toBe('late');
    expect(await retryable()).toEqual([1, 0, 0]);
  });

  test('T19 pauses, shows and resumes a hundred thousand transfers by a rule', async () => {
    await using rig = await createTransferRig();
    await rig.call('settings.change', { transfersHeld: true });
    rig.service.drive.addFolder('Big', { files: 100_000 });
    const batchId = await rig.beginDownload(['Big']);
    await rig.call('settings.change', { transfersHeld: false });
    const held = rig.service.faults.hold({ route: 'GET item', times: forEver });
    await rig.until(batchId, ({ name, state }) => name === 'Big' && state === 'done');
    await rig.call('transfers.pause', { batchId });
    const { summary } = await rig.call('transfers.top', { max: 1 });
    expect(summary).toMatchObject({ paused: 100_000, active: 0, done: 1 });
    const { count, rows } = await rig.call('transfers.rows', {
      filter: 'paused',
      collapsed: [],
      from: 99_000,
      to: 99_500,
    });
    expect([count, rows.length]).toEqual([100_001, 500]);
    await rig.call('transfers.cancel', { batchId });
    held.letGo();
    expect((await rig.call('transfers.top', { max: 1 })).summary).toMatchObject({ cancelled: 100_000 });
  });
});

test('T47 when the network is back, transfers that wait for it are retried at once', async () => {
  await using rig = await createTransferRig();
  const content = bytesOf(100);
  const cut = rig.service.faults.add({ route: 'PUT content', times: forEver, reset: 'beforeEffect' });
  rig.clock.hold(1_500);
  const batchId = await rig.begin([await rig.write('a.bin', content)]);
  await rig.until(batchId, ({ waitReason }) => waitReason === 'offline');
  cut.remove();
  await rig.call('app.networkBack', {});
  rig.clock.letPass();
  await expectStored(rig, await rig.settled(batchId), content);
});

test('transfer settings start with their former defaults', () => {
  expect(defaultSettings).toMatchObject({ transfersHeld: false, filesAtOnce: 4, limitHours: [] });
});
