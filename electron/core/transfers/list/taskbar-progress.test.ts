import { expect, test } from 'vitest';
import { aTransferSummary } from '../../../contract/testing/fixtures.ts';
import type { WorkProgress } from '../../ports.ts';
import { createTaskbarProgress, toProgress } from './taskbar-progress.ts';

const quiet = aTransferSummary({ done: 3 });
const busy = { ...quiet, active: 2, bytesDone: 251, bytesTotal: 1000, safeToClose: false };

test('progress is shown in whole percent, with whether the user is needed, and not at all while nothing moves', () => {
  expect(toProgress(quiet)).toBeNull();
  expect(toProgress({ ...quiet, paused: 3 })).toBeNull();
  expect(toProgress(busy)).toEqual({ part: 0.25, tone: 'normal' });
  expect(toProgress({ ...busy, allPaused: true })).toEqual({ part: 0.25, tone: 'paused' });
  expect(toProgress({ ...busy, failed: 1 })).toEqual({ part: 0.25, tone: 'attention' });
  expect(toProgress({ ...busy, bytesTotal: 0 })).toEqual({ part: null, tone: 'normal' });
  expect(toProgress({ ...busy, bytesTotal: 0, runCount: 3, runEnded: 1 })).toEqual({
    part: 0.33,
    tone: 'normal',
  });
});

test('the desktop receives only changes, and may sleep if nothing moves or all is paused', async () => {
  const progress: (WorkProgress | null)[] = [];
  const awake: boolean[] = [];
  const signs = createTaskbarProgress({
    showProgress: (shown) => void progress.push(shown),
    keepAwake: (isNeeded) => void awake.push(isNeeded),
  });
  for (const summary of [quiet, busy, { ...busy, bytesDone: 252 }, { ...busy, bytesDone: 300 }])
    signs.update(summary);
  expect(progress.map((shown) => shown?.part)).toEqual([0.25, 0.3]);
  signs.update({ ...busy, allPaused: true });
  expect(awake).toEqual([true, false]);
  signs.update(busy);
  const safe = signs.whenSafe(busy).then(() => 'safe');
  signs.update(quiet);
  await expect(safe).resolves.toBe('safe');
  expect(progress.at(-1)).toBeNull();
  expect(awake.at(-1)).toBe(false);
  await expect(signs.whenSafe(quiet)).resolves.toBeUndefined();
});
