import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { createTokenProvider } from './token-provider.ts';

const hour = 3_600_000;

function createKept() {
  const clock = createManualClock();
  const asked: { force: boolean; claims: string | null }[] = [];
  const refusals: string[] = [];
  const answers: (() => string)[] = [];
  const keeper = createTokenProvider({
    clock,
    async acquire(force, claims) {
      asked.push({ force, claims });
      await new Promise((resolve) => setImmediate(resolve));
      return { text: answers.shift()?.() ?? `token ${asked.length}`, expiresMs: clock.now() + hour };
    },
    refused: (failure) => void refusals.push(failure.code),
  });
  const refuse = (code: AppError['code'], waitMs?: number) => {
    answers.push(() => {
      throw new AppError(code, waitMs === undefined ? {} : { facts: { waitMs } });
    });
  };
  return { clock, asked, refusals, answers, keeper, refuse };
}

test('T83 fifty callers share one request, also after their token was refused', async () => {
  const { keeper, asked } = createKept();
  const all = (stale?: string) => Promise.all(Array.from({ length: 50 }, () => keeper.token(stale)));
  expect(new Set(await all())).toEqual(new Set(['token 1']));
  expect(new Set(await all('token 1'))).toEqual(new Set(['token 2']));
  // A late caller with the old token gets the new one without another request.
  expect(await keeper.token('token 1')).toBe('token 2');
  expect(asked).toEqual([
    { force: false, claims: null },
    { force: true, claims: null },
  ]);
});

test('renews a token minutes before it expires', async () => {
  const { keeper, clock, asked } = createKept();
  await keeper.token();
  await clock.advance(hour - 6 * 60_000);
  expect(await keeper.token()).toBe('token 1');
  await clock.advance(2 * 60_000);
  expect(await keeper.token()).toBe('token 2');
  expect(asked).toHaveLength(2);
});

test('claims are requested even while another request is pending', async () => {
  const { keeper, asked } = createKept();
  await Promise.all([keeper.token(), keeper.token('old', '{"a":1}'), keeper.token('old', '{"a":1}')]);
  expect(asked.map(({ claims }) => claims)).toEqual([null, '{"a":1}']);
});

test('an empty token doesn’t count as a token', async () => {
  const { keeper, answers } = createKept();
  answers.push(() => '');
  await expect(keeper.token()).rejects.toMatchObject({ code: 'unexpectedAnswer' });
  expect(await keeper.token()).toBe('token 2');
});

test('a failure isn’t cached, and the user is asked only if that can help', async () => {
  const { keeper, refuse, refusals } = createKept();
  refuse('offline');
  await expect(keeper.token()).rejects.toMatchObject({ code: 'offline' });
  expect(refusals).toEqual([]);
  refuse('mfaRequired');
  await expect(keeper.token()).rejects.toMatchObject({ code: 'signInNeeded' });
  expect(refusals).toEqual(['mfaRequired']);
});

test('doesn’t retry a busy service before the time it gave', async () => {
  const { keeper, refuse, asked, clock } = createKept();
  refuse('signInBusy', 90_000);
  await expect(keeper.token()).rejects.toMatchObject({ code: 'throttled', facts: { waitMs: 90_000 } });
  await clock.advance(60_000);
  await expect(keeper.token()).rejects.toMatchObject({ code: 'throttled', facts: { waitMs: 30_000 } });
  expect(asked).toHaveLength(1);
  await clock.advance(30_000);
  expect(await keeper.token()).toBe('token 2');
});

test.each([-24, 24])(
  'a clock set by %i hours doesn’t lengthen the wait for a busy service',
  async (hours) => {
    const { keeper, clock, refuse } = createKept();
    refuse('signInBusy', 60_000);
    await expect(keeper.token()).rejects.toMatchObject({ code: 'throttled' });
    await clock.advance(hours * hour);
    if (hours < 0) {
      await expect(keeper.token()).rejects.toMatchObject({ code: 'throttled', facts: { waitMs: 60_000 } });
      await clock.advance(61_000);
    }
    expect(await keeper.token()).toBe('token 2');
  },
);

describe('C10 a token that is due for renewal but can’t be renewed', () => {
  test.each([
    'offline',
    'networkSignIn',
    'proxySignIn',
    'signInBusy',
    'serviceUnavailable',
    'unexpectedAnswer',
  ] as const)(
    'is used until it expires while the failure is "%s", without a request to the service each time',
    async (code) => {
      const { keeper, refuse, asked, clock, refusals } = createKept();
      await keeper.token();
      await clock.advance(hour - 4 * 60_000);
      for (let times = 0; times < 20; times += 1) refuse(code, 10_000);
      for (let times = 0; times < 10; times += 1) expect(await keeper.token()).toBe('token 1');
      expect(asked).toHaveLength(2);
      await clock.advance(3 * 60_000);
      expect(await keeper.token()).toBe('token 1');
      await clock.advance(60_000);
      await expect(keeper.token()).rejects.toMatchObject({
        code: code === 'signInBusy' ? 'throttled' : code,
      });
      expect(refusals).toEqual([]);
    },
  );

  test('is not used if the service refused it or wants more, or if the user is needed', async () => {
    const { keeper, refuse, clock } = createKept();
    await keeper.token();
    await clock.advance(hour - 4 * 60_000);
    refuse('offline');
    await expect(keeper.token('token 1')).rejects.toMatchObject({ code: 'offline' });
    refuse('offline');
    await expect(keeper.token('other', '{"a":1}')).rejects.toMatchObject({ code: 'offline' });
    refuse('mfaRequired');
    await expect(keeper.token()).rejects.toMatchObject({ code: 'signInNeeded' });
  });
});
