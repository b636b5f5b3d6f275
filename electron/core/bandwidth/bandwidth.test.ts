import { describe, expect, test } from 'vitest';
import type { LimitHours } from '../../contract/settings.ts';
import type { Http } from '../ports.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { bytesOf, createTransferRig } from '../testing/transfer-steps.ts';
import { createBandwidth } from './bandwidth.ts';
import { toLimitsNow, toNextChangeMs } from './limits-now.ts';
import { createTokenBucket } from './token-bucket.ts';

describe('a bucket', () => {
  test('without a limit lets everything through at once', async () => {
    const bucket = createTokenBucket(createManualClock());
    await bucket.take(1e12, null);
    expect(bucket.pieceBytes()).toBeNull();
  });

  test('lets through as many bytes a second as allowed, shared by all, in the order of requests', async () => {
    const clock = createManualClock();
    const bucket = createTokenBucket(clock);
    bucket.setLimit(100_000);
    const order: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) void bucket.take(100_000, null).then(() => order.push(name));
    await clock.advance(0);
    expect(order).toEqual(['a']);
    await clock.advance(999);
    expect(order).toEqual(['a']);
    await clock.advance(1);
    expect(order).toEqual(['a', 'b']);
    for (let second = 0; second < 2; second += 1) await clock.advance(1000);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  test('wakes waiting callers when the limit changes, and counts what was let through before', async () => {
    const clock = createManualClock();
    const bucket = createTokenBucket(clock);
    bucket.setLimit(1_000);
    let passed = 0;
    for (let time = 0; time < 3; time += 1) void bucket.take(100_000, null).then(() => (passed += 1));
    await clock.advance(0);
    expect(passed).toBe(1);
    bucket.setLimit(100_000);
    await clock.advance(999);
    expect(passed).toBe(1);
    await clock.advance(1);
    expect(passed).toBe(2);
    bucket.setLimit(null);
    await clock.advance(0);
    expect(passed).toBe(3);
  });

  test('waits no longer when the clock is set back', async () => {
    const manual = createManualClock();
    let backMs = 0;
    const clock = { ...manual, now: () => manual.now() - backMs };
    const bucket = createTokenBucket(clock);
    bucket.setLimit(100_000);
    void bucket.take(100_000, null);
    let passed = 0;
    void bucket.take(100_000, null).then(() => (passed += 1));
    backMs = 3_600_000;
    for (let second = 0; second < 2; second += 1) await manual.advance(1000);
    expect(passed).toBe(1);
  });

  test('forgets a caller that gives up', async () => {
    const clock = createManualClock();
    const bucket = createTokenBucket(clock);
    bucket.setLimit(1_000);
    void bucket.take(1_000, null);
    const abort = new AbortController();
    const given = bucket.take(1_000_000, abort.signal);
    const after = bucket.take(1_000, null).then(() => 'passed');
    abort.abort(new Error('gone'));
    await expect(given).rejects.toThrow('gone');
    await clock.advance(1000);
    await expect(after).resolves.toBe('passed');
  });
});

async function* oneBlock() {
  yield new Uint8Array(20_000);
}

const at = (day: number, time: string) => new Date(`2026-11-${15 + day}T${time}:00`).getTime();

describe('hours', () => {
  const limits = { upload: null, download: 5_000_000 };
  const office: LimitHours = {
    days: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '17:30',
    upload: 100_000,
    download: null,
  };
  const night: LimitHours = { days: [5], from: '22:00', to: '06:00', upload: 200_000, download: 200_000 };
  const now = (day: number, time: string) =>
    toLimitsNow({ limits, limitHours: [office, night] }, at(day, time)).upload;

  test.each([
    [1, '08:59', null],
    [1, '09:00', 100_000],
    [5, '17:29', 100_000],
    [5, '17:30', null],
    [6, '12:00', null],
    [5, '22:00', 200_000],
    [6, '05:59', 200_000],
    [6, '06:00', null],
    [4, '23:00', null],
  ])('on day %i at %s', (day, time, upload) => {
    expect(now(day, time)).toBe(upload);
  });

  test('finds the next change, today or tomorrow', () => {
    expect(toNextChangeMs([office], at(1, '08:00'))).toBe(3_600_000);
    expect(toNextChangeMs([office], at(1, '09:00'))).toBe(8.5 * 3_600_000);
    expect(toNextChangeMs([office], at(1, '18:00'))).toBe(15 * 3_600_000);
    expect(toNextChangeMs([], at(1, '18:00'))).toBeNull();
  });

  test('end on time if the computer slept or a day has another length', async () => {
    const manual = createManualClock(at(1, '17:00'));
    let sleptMs = 0;
    const clock = { ...manual, now: () => manual.now() + sleptMs };
    let blocks = 0;
    const http: Http = {
      async request({ body }) {
        if (body === null || typeof body === 'string' || body instanceof Uint8Array)
          throw new Error('no stream');
        for await (const _block of body) blocks += 1;
        throw new Error('enough');
      },
      close: () => Promise.resolve(),
    };
    const none = { upload: null, download: null };
    const bandwidth = createBandwidth(http, clock, { limits: none, limitHours: [office] });
    const blocksOf = async () => {
      blocks = 0;
      const request = { method: 'PUT' as const, url: '', headers: {}, signal: null, isContent: true };
      const sending = bandwidth.http.request({ ...request, body: oneBlock() }).catch(() => undefined);
      for (let second = 0; second < 2; second += 1) await manual.advance(1000);
      await sending;
      return blocks;
    };
    expect(await blocksOf()).toBeGreaterThan(1);
    sleptMs = 3 * 3_600_000;
    await manual.advance(60_000);
    expect(await blocksOf()).toBe(1);
    bandwidth.close();
  });
});

describe('transfers', () => {
  test.each(['upload', 'download'] as const)(
    'the %s keeps to the limit, and every byte arrives',
    async (ancestors) => {
      await using rig = await createTransferRig();
      const content = bytesOf(3_000_000);
      await rig.call('settings.change', { limits: { upload: null, download: null, [ancestors]: 1_000_000 } });
      const before = rig.clock.now();
      if (ancestors === 'upload') await rig.upload([await rig.write('a.bin', content)]);
      else {
        rig.service.drive.addFile('a.bin', content);
        await rig.download(['a.bin']);
      }
      // Less the first piece, which is sent at once.
      expect(rig.clock.now() - before).toBeGreaterThan(2_500);
      expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
    },
  );
});
