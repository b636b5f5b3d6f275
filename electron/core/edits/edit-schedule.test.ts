import { expect, test } from 'vitest';
import { quietMs, toRecheckMs, toSaveDelayMs } from './edit-schedule.ts';

const second = 1_000;

test('waits with a save until the editor is quiet', () => {
  expect(toSaveDelayMs({ noticedMs: 0, touchedMs: 0 }, 0)).toBe(quietMs);
  expect(toSaveDelayMs({ noticedMs: 0, touchedMs: 2 * second }, 2 * second)).toBe(quietMs);
  expect(toSaveDelayMs({ noticedMs: 0, touchedMs: 2 * second }, 2 * second + quietMs)).toBe(0);
});

test('combines the saves of two minutes into one if an editor saves every two seconds', () => {
  const saves: number[] = [];
  let noticedMs = 0;
  for (let nowMs = 0; nowMs <= 250 * second; nowMs += 2 * second) {
    if (toSaveDelayMs({ noticedMs, touchedMs: nowMs }, nowMs) > 0) continue;
    saves.push(nowMs);
    noticedMs = nowMs;
  }
  expect(saves).toEqual([120 * second, 240 * second]);
});

test('doesn’t delay a save longer if the clock is set back', () => {
  expect(toSaveDelayMs({ noticedMs: 3_600_000, touchedMs: 3_600_000 }, 0)).toBe(quietMs);
});

test('checks a file that can’t be read again for a minute, then leaves it until it changes', () => {
  expect(toRecheckMs(1)).toBe(5 * second);
  expect(toRecheckMs(12)).toBe(5 * second);
  expect(toRecheckMs(13)).toBeNull();
});
