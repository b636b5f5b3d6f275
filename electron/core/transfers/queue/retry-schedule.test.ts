import { expect, test } from 'vitest';
import { toRetryState, toWaitMs } from './retry-schedule.ts';
import type { RetryState } from '../model/transfer-record.ts';

const beganMs = Date.parse('2026-05-04T09:00:00Z');
const hourMs = 3_600_000;
const at = (hours: number): string => new Date(beganMs + hours * hourMs).toISOString();

/** The successive waits of a file that stops for these reasons. */
function stopFor(...stops: [reason: RetryState['reason'], hours: number][]): RetryState {
  let last: RetryState | null = null;
  for (const [reason, hours] of stops) last = toRetryState(last, reason, at(hours));
  if (last === null) throw new Error('it never stopped');
  return last;
}

test('T32 P39 the time limit for a held name continues while the network is away', () => {
  const again = stopFor(
    ['nameReserved', 0],
    ['offline', 1],
    ['offline', 2],
    ['networkSignIn', 3],
    ['nameReserved', 23.5],
  );
  expect(again).toMatchObject({ reason: 'nameReserved', since: at(0) });
  expect(toWaitMs(again, beganMs + 23.5 * hourMs)).toBeLessThanOrEqual(hourMs / 2);
  expect(toWaitMs(again, beganMs + 24 * hourMs)).toBeUndefined();
});

test('waits for the network forever, at most a minute at a time', () => {
  const offline = stopFor(...Array.from({ length: 500 }, (_, at) => ['offline', at] as ['offline', number]));
  expect(offline).toMatchObject({ times: 500, since: at(0) });
  expect(toWaitMs(offline, beganMs + 500 * hourMs)).toBeLessThanOrEqual(60_000);
});

test('T56 retries a file that somebody has open three times, then a person decides', () => {
  const waits = [1, 2, 3, 4].map((times) => toWaitMs({ reason: 'locked', times, since: at(0) }, beganMs));
  expect(waits).toEqual([60_000, 300_000, 900_000, undefined]);
});
