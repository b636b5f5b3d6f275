import { describe, expect, test } from 'vitest';
import {
  backoffMs,
  backoffs,
  judgeResponse,
  judgeNoResponse,
  retryProfiles,
  parseRetryAfter,
  type Attempt,
  type RetryProfile,
} from './retry-policy.ts';

const first: Attempt = { number: 1, idempotent: true, noRetryStatuses: [], profile: retryProfiles.person };
const now = Date.UTC(2026, 10, 21, 12, 0, 0);

describe('T43 Retry-After', () => {
  test.each([
    ['1', 1_000],
    ['30', 30_000],
    ['315', 315_000],
    ['999999999', 86_400_000],
    ['0', null],
    ['00', null],
    ['Sat, 21 Nov 2026 12:00:10 GMT', 10_000],
    ['Sat, 21 Nov 2026 11:59:00 GMT', null],
    ['Sat, 21 Nov 2026 12:00:00 GMT', null],
    [undefined, null],
    ['-5', null],
    ['soon', null],
    ['', null],
    ['1.5', 1_500],
    ['0.249', 1_000],
    ['0.0', null],
    ['1.', null],
    ['1e3', null],
  ])('%s', (value, expected) => {
    expect(parseRetryAfter(value, undefined, now)).toBe(expected);
  });

  test('reads a date by the clock of the service, not ours', () => {
    const wrongNow = now + 3_600_000;
    const at = (seconds: number) => new Date(now + seconds * 1000).toUTCString();
    expect(parseRetryAfter(at(10), at(0), wrongNow)).toBe(10_000);
  });
});

describe('how a response is judged', () => {
  test('T43 429 pauses the account, and so does 503 if it gives a time', () => {
    expect(judgeResponse({ status: 429, retryAfterMs: 30_000 }, first, 0)).toEqual({
      kind: 'pause',
      waitMs: 30_000,
    });
    expect(judgeResponse({ status: 503, retryAfterMs: 5_000 }, first, 0)).toEqual({
      kind: 'pause',
      waitMs: 5_000,
    });
    expect(judgeResponse({ status: 503, retryAfterMs: null }, first, 0).kind).toBe('retry');
  });

  test('C1 a pause lasts at least a second', () => {
    expect(judgeResponse({ status: 429, retryAfterMs: null }, first, 0)).toEqual({
      kind: 'pause',
      waitMs: 1_000,
    });
  });

  test('429 without a time pauses longer each time, up to two minutes', () => {
    const waits = [1, 2, 3, 4].map((number) =>
      judgeResponse({ status: 429, retryAfterMs: null }, { ...first, number }, 1),
    );
    expect(waits.map((verdict) => (verdict.kind === 'pause' ? verdict.waitMs : null))).toEqual([
      1000, 2000, 4000, 8000,
    ]);
    expect(backoffMs(20, backoffs.throttled, 1)).toBe(120_000);
  });

  test.each([408, 500, 502, 503, 504, 509])('T37 %d is retried at most five times', (status) => {
    const verdict = (number: number) =>
      judgeResponse({ status, retryAfterMs: null }, { ...first, number }, 0.5).kind;
    expect(verdict(1)).toBe('retry');
    expect(verdict(4)).toBe('retry');
    expect(verdict(5)).toBe('return');
  });

  test('a request that may have succeeded isn’t sent twice', () => {
    const once = { ...first, idempotent: false };
    expect(judgeResponse({ status: 504, retryAfterMs: null }, once, 0).kind).toBe('return');
    expect(judgeResponse({ status: 429, retryAfterMs: null }, once, 0).kind).toBe('pause');
    expect(judgeNoResponse(once).kind).toBe('return');
  });

  test.each([200, 302, 400, 403, 404, 409, 412, 423, 507])('%d is final', (status) => {
    expect(judgeResponse({ status, retryAfterMs: null }, first, 0).kind).toBe('return');
  });

  test('a status that the caller expects is returned at once', () => {
    expect(
      judgeResponse({ status: 504, retryAfterMs: null }, { ...first, noRetryStatuses: [504] }, 0).kind,
    ).toBe('return');
  });
});

/** While the service answers only 503 without a time; without the requests themselves. */
function toLimits({ attempts, retries, rounds }: RetryProfile): { attempts: number; waitMs: number } {
  const perRound = retries === 'all' ? attempts : 1;
  const waitMs = rounds * sumOfBackoffs(perRound - 1) + sumOfBackoffs(rounds - 1);
  return { attempts: perRound * rounds, waitMs };
}

function sumOfBackoffs(count: number): number {
  const waits = Array.from({ length: count }, (_, at) => backoffMs(at + 1, backoffs.serviceError, 1));
  return waits.reduce((sum, waitMs) => sum + waitMs, 0);
}

describe('a service that answers nothing but 503', () => {
  test.each([
    ['person', 5, 7_500],
    ['background', 5, 7_500],
    ['transfer', 40, 111_500],
    ['content', 8, 51_500],
    ['signIn', 1, 0],
  ] as const)('gets "%s" requests %d times, with at most %d ms of waits', (profile, attempts, waitMs) => {
    expect(toLimits(retryProfiles[profile])).toEqual({ attempts, waitMs });
  });
});
