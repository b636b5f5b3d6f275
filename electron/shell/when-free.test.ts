import { expect, test } from 'vitest';
import { AppError } from '../core/errors.ts';
import { whenFree, type WaitingForProfile } from './when-free.ts';

const pause = () => Promise.resolve();
const waits = (parts: Partial<WaitingForProfile> = {}): WaitingForProfile => ({
  showMessage: () => new Promise(() => undefined),
  pause,
  leave: () => undefined,
  ...parts,
});

function startAfter(tries: number): () => Promise<string> {
  let left = tries;
  return async () => {
    left -= 1;
    if (left >= 0) throw new AppError('profileInUse');
    return 'started';
  };
}

test('the app starts as soon as a command releases the profile, and a short wait shows nothing', async () => {
  let shown = 0;
  const showMessage = async () => void (shown += 1);
  expect(await whenFree(startAfter(3), waits({ showMessage }))).toBe('started');
  expect(shown).toBe(0);
});

test('a longer wait shows one message, which disappears when it ends', async () => {
  const signals: AbortSignal[] = [];
  const showMessage = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<void>(() => undefined);
  };
  expect(await whenFree(startAfter(30), waits({ showMessage }))).toBe('started');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('the app quits if the person doesn’t want to wait', async () => {
  let hasLeft = false;
  const leave = () => void (hasLeft = true);
  expect(await whenFree(startAfter(1000), waits({ showMessage: pause, leave }))).toBeNull();
  expect(hasLeft).toBe(true);
});

test('any other error fails the start immediately', async () => {
  const starting = whenFree(() => Promise.reject(new AppError('diskFull')), waits());
  await expect(starting).rejects.toMatchObject({ code: 'diskFull' });
});
