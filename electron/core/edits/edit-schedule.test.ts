import { expect, test } from 'vitest';
import { quietMs, toRecheckMs, toSaveDelayMs } from './edit-schedule.ts';

const second = 1_000;

test('a save waits until the editor was quiet', () => {
  expect(toSaveDelayMs({ noticedMs: 0, touchedMs: 0 }, 0)).toBe(quietMs);
  expect(toSaveDelayMs({ noticedMs: 0, touchedMs: 2 * second }, 2 * second)).toBe(quietMs);
  expect(toSaveDelayMs({ noticedMs: 0, touchedMs: 2 * second }, 2 * second + quietMs)).toBe(0);
});

test('an editor that saves every two seconds is one save, and two minutes of it are one as well', () => {
  const saves: number[] = [];
  let noticedMs = 0;
  for (let nowMs = 0; nowMs <= 250 * second; nowMs += 2 * second) {
    if (toSaveDelayMs({ noticedMs, touchedMs: nowMs }, nowMs) > 0) continue;
    saves.push(nowMs);
    noticedMs = nowMs;
  }
  expect(saves).toEqual([120 * second, 240 * second]);
});

test('a clock that was set back makes no save wait longer', () => {
  expect(toSaveDelayMs({ noticedMs: 3_600_000, touchedMs: 3_600_000 }, 0)).toBe(quietMs);
});

test('a file that can not be read is looked at again for a minute, then left until it changes', () => {
  expect(toRecheckMs(1)).toBe(5 * second);
  expect(toRecheckMs(12)).toBe(5 * second);
  expect(toRecheckMs(13)).toBeNull();
});
