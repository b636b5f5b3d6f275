import { describe, expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import type { RequestOptions } from './request-queue.ts';
import { createScheduler } from './scheduler.ts';

const person: RequestOptions = {
  priority: 'person',
  signal: null,
  maxWaitMs: Number.POSITIVE_INFINITY,
  drive: 'a',
};
const background: RequestOptions = { ...person, priority: 'background' };
const transfer: RequestOptions = { ...person, priority: 'transfer' };
const settle = () => new Promise((resolve) => setImmediate(resolve));

function createWork() {
  const started: string[] = [];
  const enders = new Map<string, () => void>();
  return {
    started,
    work: (name: string) => () => {
      started.push(name);
      return new Promise<void>((resolve) => enders.set(name, resolve));
    },
    end: async (name: string) => {
      enders.get(name)?.();
      await settle();
    },
  };
}

describe('turns', () => {
  test('four requests run at a time, and the user’s come before background work', async () => {
    const scheduler = createScheduler(createManualClock());
    const { started, work, end } = createWork();
    for (const name of ['b1', 'b2', 'b3', 'b4', 'b5']) void scheduler.run(work(name), background);
    void scheduler.run(work('p1'), person);
    await settle();
    expect(started).toEqual(['b1', 'b2', 'b3', 'b4']);
    await end('b1');
    expect(started.at(-1)).toBe('p1');
    await end('b2');
    expect(started.at(-1)).toBe('b5');
  });

  test('successful responses raise the limit to at most ten, and a pause halves it', async () => {
    const clock = createManualClock();
    const scheduler = createScheduler(clock);
    for (let responses = 0; responses < 200; responses += 1) scheduler.recordSuccess('a');
    const { started, work, end } = createWork();
    for (let job = 0; job < 30; job += 1) void scheduler.run(work(`j${job}`), background);
    await settle();
    expect(started).toHaveLength(10);
    scheduler.pause(1_000);
    scheduler.pause(2_000);
    for (const name of started.slice(0, 10)) await end(name);
    await clock.advance(2_000);
    expect(started).toHaveLength(15);
  });

  test('transfers come after the user’s requests and before background work', async () => {
    const scheduler = createScheduler(createManualClock());
    const { started, work, end } = createWork();
    for (const name of ['1', '2', '3', '4']) void scheduler.run(work(name), transfer);
    void scheduler.run(work('background'), background);
    void scheduler.run(work('transfer'), transfer);
    void scheduler.run(work('person'), person);
    await settle();
    for (const name of ['1', '2', '3']) await end(name);
    expect(started.slice(4)).toEqual(['person', 'transfer', 'background']);
  });

  test('a busy drive delays no other drive of the account, but a pause does', async () => {
    const clock = createManualClock();
    const scheduler = createScheduler(clock);
    const { started, work } = createWork();
    for (const name of ['1', '2', '3', '4', '5']) void scheduler.run(work(name), person);
    void scheduler.run(work('other drive'), { ...person, drive: 'b' });
    await settle();
    expect(started).toEqual(['1', '2', '3', '4', 'other drive']);
    scheduler.pause(1_000);
    void scheduler.run(work('later'), { ...person, drive: 'b' });
    await clock.advance(999);
    expect(started).not.toContain('later');
    await clock.advance(1);
    expect(started).toContain('later');
  });

  test('the number of files at a time follows the same rule', () => {
    const scheduler = createScheduler(createManualClock());
    expect(scheduler.concurrency()).toBe(4);
    scheduler.pause(1_000);
    expect(scheduler.concurrency()).toBe(2);
    for (let responses = 0; responses < 200; responses += 1) scheduler.recordSuccess(`drive ${responses}`);
    expect(scheduler.concurrency()).toBe(10);
  });

  test('an abandoned request isn’t sent', async () => {
    const scheduler = createScheduler(createManualClock());
    const { started, work, end } = createWork();
    for (const name of ['1', '2', '3', '4']) void scheduler.run(work(name), person);
    const abort = new AbortController();
    const given = scheduler.run(work('given up'), { ...person, signal: abort.signal });
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    await end('1');
    expect(started).not.toContain('given up');
  });
});

describe('a pause', () => {
  test('T43 starts nothing before it ends, and is reported', async () => {
    const clock = createManualClock();
    const scheduler = createScheduler(clock);
    const told: (number | null)[] = [];
    scheduler.listen((untilMs) => told.push(untilMs === null ? null : untilMs - Date.UTC(2026, 10, 21)));
    const { started, work } = createWork();
    scheduler.pause(30_000);
    void scheduler.run(work('late'), person);
    await clock.advance(29_999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started).toEqual(['late']);
    expect(told).toEqual([30_000, null]);
  });

  test('lasts as long as the longest of several', async () => {
    const clock = createManualClock();
    const scheduler = createScheduler(clock);
    const { started, work } = createWork();
    scheduler.pause(30_000);
    scheduler.pause(5_000);
    scheduler.pause(40_000);
    void scheduler.run(work('late'), person);
    await clock.advance(30_000);
    expect(started).toEqual([]);
    await clock.advance(10_000);
    expect(started).toEqual(['late']);
  });

  test('is reported with its length to a caller that can’t wait that long', async () => {
    const scheduler = createScheduler(createManualClock());
    const waiting = scheduler.waitUntilResumed({ ...person, maxWaitMs: 10_000 }).then(() => 'passed');
    await expect(waiting).resolves.toBe('passed');
    scheduler.pause(60_000);
    const hasty = scheduler.run(async () => 'done', { ...person, maxWaitMs: 30_000 });
    await expect(hasty).rejects.toMatchObject({ code: 'throttled', facts: { waitMs: 60_000 } });
  });

  test('ends for every waiting request when the scheduler is closed', async () => {
    const scheduler = createScheduler(createManualClock());
    scheduler.pause(60_000);
    const waiting = scheduler.run(async () => 'done', person);
    scheduler.close();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('a clock that is set back doesn’t make a pause longer than the service requested', async () => {
  const clock = createManualClock();
  const scheduler = createScheduler(clock);
  scheduler.pause(60_000);
  await clock.advance(-24 * 3_600_000);
  await expect(scheduler.run(async () => {}, { ...person, maxWaitMs: 1000 })).rejects.toMatchObject({
    code: 'throttled',
    facts: { waitMs: 60_000 },
  });
});
