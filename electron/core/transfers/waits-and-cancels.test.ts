import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../contract/transfers.ts';
import type { Ports } from '../ports.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { bytesOf, createTransferRig, expectStored, threePieces } from '../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const forEver = Number.POSITIVE_INFINITY;

const isWaiting = ({ waitReason }: Transfer) => waitReason === 'offline';

describe('an account that has to wait', () => {
  test.each([
    ['POST createUploadSession', 429],
    ['PUT upload range', 429],
    ['PUT upload range', 503],
    ['PUT content', 429],
  ] as const)(
    'T43 P21 %s %i with Retry-After: shows the wait with its end, then continues',
    async (route, status) => {
      await using rig = await createTransferRig();
      rig.service.faults.add({ route, status, headers: { 'Retry-After': '42' } });
      const sizeBytes = route === 'PUT content' ? 100 : 5 * mebibyte;
      rig.clock.hold();
      const batchId = await rig.begin([await rig.write('a.bin', bytesOf(sizeBytes))]);
      const wait = await rig.until(batchId, ({ state }) => state === 'waiting');
      expect(wait.waitReason).toBe('throttled');
      expect(Date.parse(wait.waitUntil ?? '')).toBeGreaterThan(Date.parse(wait.createdAt) + 41_000);
      expect((await rig.call('transfers.list', {})).summary).toMatchObject({
        waiting: 1,
        active: 0,
        safeToClose: false,
      });
      const requests = rig.service.counters.count();
      rig.clock.letPass();
      const [transfer] = await rig.settled(batchId);
      expect(transfer).toMatchObject({ state: 'done', waitUntil: null, waitReason: null });
      expect(rig.service.counters.count()).toBeGreaterThan(requests);
    },
  );

  test.each([429, 503])('T43 counts a piece that is sent again after a %i once', async (status) => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, status, headers: { 'Retry-After': '1' } });
    const transfers = await rig.upload([await rig.write('a.bin', content)]);
    await expectStored(rig, transfers, content);
    expect(transfers).toMatchObject([{ bytesDone: threePieces, bytesTotal: threePieces }]);
  });

  test('T37 shows the end of the wait if the service has trouble, then continues', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, times: 2, status: 500 });
    rig.clock.hold();
    const batchId = await rig.begin([await rig.write('a.bin', content)]);
    const wait = await rig.until(batchId, ({ state }) => state === 'waiting');
    expect(wait.waitReason).toBe('serviceUnavailable');
    expect(wait.waitUntil).not.toBeNull();
    rig.clock.letPass();
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test('T47 offline: shows it, and continues when the network is back', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: /upload (range|status)/, nth: 2, times: 6, reset: 'beforeEffect' });
    // The first error counts as a single broken connection, so its short wait passes.
    rig.clock.hold(1000);
    const batchId = await rig.begin([await rig.write('a.bin', content)]);
    const waiting = await rig.until(batchId, ({ waitReason }) => waitReason === 'offline');
    expect(waiting).toMatchObject({ state: 'waiting', failure: null });
    rig.clock.letPass();
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test('T47 offline at start, back after ten minutes: sends few requests meanwhile, and everything arrives', async () => {
    const clock = createManualClock();
    let pending = 0;
    const adjust = (ports: Ports) => {
      const { http } = ports;
      ports.http = {
        ...http,
        request(request) {
          pending += 1;
          return http.request(request).finally(() => (pending -= 1));
        },
      };
    };
    // From one sleep to the next; the network takes real time.
    const letPass = async (isOver: () => boolean) => {
      while (!isOver()) await clock.advanceToNext(pending > 0 ? 0 : 60_000);
    };
    const during = async <T>(context: Promise<T>): Promise<T> => {
      let isOver = false;
      const watched = context.finally(() => (isOver = true));
      await Promise.all([watched, letPass(() => isOver)]);
      return watched;
    };
    await using rig = await during(createTransferRig({ clock, adjust }));
    await rig.call('settings.change', { transfersHeld: true });
    const paths = await Promise.all(['a', 'b', 'c'].map((name) => rig.write(`${name}.bin`, bytesOf(100))));
    const batchId = await during(rig.begin(paths));
    await during(rig.restart());
    // The sample drive opens without a network; only transfers are cut off.
    const cut = rig.service.faults.add({ route: /./, times: forEver, reset: 'beforeEffect' });
    await rig.call('settings.change', { transfersHeld: false });
    const backMs = clock.now() + 600_000;
    // At least ten minutes: this clock does not wait for a slow disk.
    await letPass(() => clock.now() >= backMs && cut.struck > 3 * 5);
    while (!(await rig.of(batchId)).every(isWaiting)) await clock.advanceToNext(60_000);
    for (const transfer of await rig.of(batchId))
      expect(transfer).toMatchObject({ failure: null, bytesDone: 0, outcome: null });
    // Two requests per attempt per file, with waits of at least half a minute once they have grown.
    expect(cut.struck).toBeLessThan(3 * 2 * 30);
    expect(rig.service.drive.tree()).toEqual([]);

    cut.remove();
    const whenBackMs = clock.now();
    const done = await during(rig.settled(batchId));
    expect(done.map(({ state, verified }) => [state, verified])).toEqual(paths.map(() => ['done', true]));
    expect(clock.now() - whenBackMs, 'nobody waits longer than a minute').toBeLessThan(90_000);
    expect(rig.service.drive.tree()).toEqual(['a.bin', 'b.bin', 'c.bin']);
    const stored = rig.service.counters.seen.filter(
      ({ label, status }) => label === 'PUT content' && status === 201,
    );
    expect(stored).toHaveLength(3);
  });

  test.each([
    ['POST createUploadSession', 5 * mebibyte],
    ['PUT upload range', 5 * mebibyte],
    ['PUT content', 100],
  ])(
    'T47 an HTML page of the network answers %s: asks the user to sign in, then continues',
    async (route, size) => {
      await using rig = await createTransferRig();
      const content = bytesOf(size);
      const portal = {
        status: 200,
        body: '<html>Welcome to the hotel</html>',
        headers: { 'content-type': 'text/html' },
      };
      rig.service.faults.add({ route, times: 4, ...portal });
      rig.clock.hold(1000);
      const batchId = await rig.begin([await rig.write('a.bin', content)]);
      await rig.until(batchId, ({ waitReason }) => waitReason === 'networkSignIn');
      rig.clock.letPass();
      await expectStored(rig, await rig.settled(batchId), content);
    },
  );

  test('T43 is shown in a window that opens in the middle of a pause', async () => {
    await using rig = await createTransferRig();
    const { accountId } = rig;
    expect(await rig.call('accounts.waiting', { accountId })).toEqual({ until: null });
    rig.service.faults.add({ route: 'PUT content', status: 503, headers: { 'Retry-After': '42' } });
    rig.clock.hold();
    const batchId = await rig.begin([await rig.write('a.txt', 'text')]);
    const { waitUntil } = await rig.until(batchId, ({ state }) => state === 'waiting');
    const late = rig.core.connect(() => {});
    const asked = await late.call('accounts.waiting', { accountId });
    expect(asked).toEqual({ ok: true, value: { until: waitUntil } });
    late.close();
    rig.clock.letPass();
    await rig.settled(batchId);
  });

  test('T47 P7 a small file without a response is sent again until it is there, once', async () => {
    await using rig = await createTransferRig();
    rig.service.faults.add({ route: 'PUT content', times: 4, reset: 'beforeEffect' });
    const content = bytesOf(100);
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
  });
});

describe('a cancel', () => {
  test.each([
    ['PUT content', 1 * mebibyte],
    ['PUT upload range', 15 * mebibyte],
    ['POST createUploadSession', 15 * mebibyte],
  ] as const)('T34 during %s leaves nothing in the drive', async (route, sizeBytes) => {
    await using rig = await createTransferRig();
    const stop = rig.service.faults.hold({ route });
    const batchId = await rig.begin([await rig.write('a.bin', bytesOf(sizeBytes))]);
    const { transferId } = await rig.until(batchId, () => stop.struck > 0);
    await rig.call('transfers.cancel', { transferIds: [transferId] });
    expect(await rig.of(batchId)).toMatchObject([{ state: 'cancelled', failure: null }]);
    stop.letGo();
    expect(rig.service.drive.tree()).toEqual([]);
    expect(rig.service.counters.count('DELETE upload session')).toBe(route === 'PUT upload range' ? 1 : 0);
  });

  test('T34 P20 that comes too late reports that the file is there', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(5 * mebibyte);
    const stop = rig.service.faults.add({ route: 'PUT upload range', afterEffect: true, status: 500 });
    const held = rig.service.faults.hold({ route: 'GET upload status' });
    const batchId = await rig.begin([await rig.write('a.bin', content)]);
    const { transferId } = await rig.until(
      batchId,
      () => stop.struck > 0 && rig.service.drive.find('a.bin') !== null,
    );
    await rig.call('transfers.cancel', { transferIds: [transferId] });
    held.letGo();
    expect(await rig.of(batchId)).toMatchObject([{ state: 'done', outcome: 'created', verified: true }]);
    expect(rig.service.counters.count(/^DELETE .*items/)).toBe(0);
  });

  test('of a queued transfer sends nothing', async () => {
    await using rig = await createTransferRig();
    const held = rig.service.faults.hold({ route: 'PUT content', times: forEver });
    const paths: string[] = [];
    for (let number = 0; number < 10; number += 1) paths.push(await rig.write(`${number}.txt`, 'text'));
    const batchId = await rig.begin(paths);
    const transferIds = (await rig.of(batchId)).map(({ transferId }) => transferId);
    await rig.call('transfers.cancel', { transferIds });
    held.letGo();
    expect(new Set((await rig.settled(batchId)).map(({ state }) => state))).toEqual(new Set(['cancelled']));
    expect(rig.service.drive.tree()).toEqual([]);
    expect((await rig.call('transfers.list', {})).summary).toMatchObject({ active: 0, safeToClose: true });
  });

  test('of a folder stops only its contents that have not started', async () => {
    await using rig = await createTransferRig();
    await rig.write('Trip/a.txt', 'a');
    const stop = rig.service.faults.hold({ route: 'POST folder' });
    const batchId = await rig.begin([`${rig.local}/Trip`]);
    const { transferId } = await rig.until(batchId, () => stop.struck > 0);
    await rig.call('transfers.cancel', { transferIds: [transferId] });
    stop.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'cancelled' }]);
    expect(rig.service.counters.count(/^PUT/)).toBe(0);
  });

  test('of a transfer whose account is no longer known still works', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    await rig.call('settings.change', { transfersHeld: true });
    const batchId = await rig.beginDownload(['a.txt']);
    await rig.core.close();
    await rm(join(rig.userData, 'accounts.json'));
    await rig.restart();
    await rig.call('transfers.cancel', { all: true });
    expect(await rig.of(batchId)).toMatchObject([{ state: 'cancelled' }]);
  });

  test('also happens to transfers of a removed account, which leave the list', async () => {
    await using rig = await createTransferRig();
    const stop = rig.service.faults.hold({ route: 'PUT upload range' });
    const batchId = await rig.begin([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
    await rig.until(batchId, () => stop.struck > 0);
    await rig.call('accounts.remove', { accountId: rig.accountId, includeDocuments: false });
    stop.letGo();
    expect((await rig.call('transfers.list', {})).transfers).toEqual([]);
    expect(rig.service.drive.tree()).toEqual([]);
  });
});

test('a refused write in one’s own drive isn’t reported as missing permission', async () => {
  await using rig = await createTransferRig();
  rig.service.faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
  const [transfer] = await rig.upload([await rig.write('a.txt', 'text')]);
  expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'addRefused', subject: 'a.txt' } });
});

test('P11 neither a token nor a pre-signed URL is ever logged or sent to the page', async () => {
  const logged: unknown[] = [];
  await using rig = await createTransferRig({
    adjust: (ports) => {
      for (const level of ['info', 'warn'] as const)
        ports.log[level] = (message, facts) => void logged.push([message, facts]);
    },
  });
  rig.service.faults.add({ route: 'PUT upload range', status: 500 });
  await rig.upload([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
  const everything = JSON.stringify([logged, rig.events, await rig.call('transfers.list', {})]);
  expect(everything).not.toContain(rig.service.accessToken);
  expect(everything).not.toContain(new URL(rig.service.graphUrl).host);
  expect(everything).not.toMatch(/http:|uploadUrl/);
});
