import { expect, test } from 'vitest';
import { aTransferSummary } from '../../../contract/testing/fixtures.ts';
import type { WorkProgress } from '../../ports.ts';
import { createWorkSigns, toWorkProgress } from './taskbar-progress.ts';

const quiet = aTransferSummary({ done: 3 });
const busy = { ...quiet, active: 2, bytesDone: 251, bytesTotal: 1000, safeToClose: false };

test('progress is told in whole percents, with whether somebody is needed, and nothing while nothing moves', () => {
  expect(toWorkProgress(quiet)).toBeNull();
  expect(toWorkProgress({ ...quiet, paused: 3 })).toBeNull();
  expect(toWorkProgress(busy)).toEqual({ part: 0.25, tone: 'normal' });
  expect(toWorkProgress({ ...busy, held: true })).toEqual({ part: 0.25, tone: 'paused' });
  expect(toWorkProgress({ ...busy, failed: 1 })).toEqual({ part: 0.25, tone: 'attention' });
  expect(toWorkProgress({ ...busy, bytesTotal: 0 })).toEqual({ part: null, tone: 'normal' });
});

test('the desktop hears of changes only, and is let sleep when nothing moves or all is paused', async () => {
  const progress: (WorkProgress | null)[] = [];
  const awake: boolean[] = [];
  const signs = createWorkSigns({
    showProgress: (shown) => void progress.push(shown),
    keepAwake: (isNeeded) => void awake.push(isNeeded),
  });
  for (const summary of [quiet, busy, { ...busy, bytesDone: 252 }, { ...busy, bytesDone: 300 }])
    signs.note(summary);
  expect(progress.map((shown) => shown?.part)).toEqual([0.25, 0.3]);
  signs.note({ ...busy, held: true });
  expect(awake).toEqual([true, false]);
  signs.note(busy);
  const safe = signs.whenSafe(busy).then(() => 'safe');
  signs.note(quiet);
  await expect(safe).resolves.toBe('safe');
  expect(progress.at(-1)).toBeNull();
  expect(awake.at(-1)).toBe(false);
  await expect(signs.whenSafe(quiet)).resolves.toBeUndefined();
});
