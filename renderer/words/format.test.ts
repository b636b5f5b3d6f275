import { expect, test, vi } from 'vitest';

// Formats follow the system's language; here it is fixed.
vi.stubGlobal('navigator', { languages: ['en-US'] });
const {
  formatAge,
  formatCount,
  formatDate,
  formatDuration,
  formatMoment,
  formatPlayingTime,
  formatProgress,
  formatSize,
} = await import('./format.ts');

test('sizes have at most three digits', () => {
  expect(formatSize(0)).toBe('0 bytes');
  expect(formatSize(1)).toBe('1 byte');
  expect(formatSize(999)).toBe('999 bytes');
  expect(formatSize(1000)).toBe('1.0 KB');
  expect(formatSize(1024)).toBe('1.0 KB');
  expect(formatSize(10_200)).toBe('10 KB');
  expect(formatSize(1024 * 1013)).toBe('1.0 MB');
  expect(formatSize(1024 * 1023.9)).toBe('1.0 MB');
  expect(formatSize(5 * 1024 ** 3)).toBe('5.0 GB');
  expect(formatSize(2000 * 1024 ** 5)).toBe('2,000 PB');
});

test('progress reaches 100% only when all is done', () => {
  expect([0, 0.29, 0.998, 1].map(formatProgress)).toEqual(['0%', '29%', '99%', '100%']);
});

test('a date shows the time today, then the day, then the year', () => {
  const now = new Date(2026, 10, 21, 12, 0);
  expect(formatDate(new Date(2026, 10, 21, 9, 5).toISOString(), now)).toMatch(/^9:05\sAM$/);
  expect(formatDate(new Date(2026, 10, 20, 23, 59).toISOString(), now)).toBe('Yesterday');
  expect(formatDate(new Date(2026, 2, 4).toISOString(), now)).toBe('Mar 4');
  expect(formatDate(new Date(2024, 2, 4).toISOString(), now)).toBe('Mar 4, 2024');
});

const nineOnDay = (...parts: [number, number, number]) => new Date(...parts, 9, 5).toISOString();

test('a moment is precise to the minute, with only as much of the date as needed', () => {
  const now = new Date(2026, 10, 21, 12, 0).getTime();
  expect(formatMoment(nineOnDay(2026, 10, 21), now)).toMatch(/^today, 9:05\sAM$/);
  expect(formatMoment(nineOnDay(2026, 10, 20), now)).toMatch(/^yesterday, 9:05\sAM$/);
  expect(formatMoment(nineOnDay(2026, 10, 22), now)).toMatch(/^tomorrow, 9:05\sAM$/);
  expect(formatMoment(nineOnDay(2026, 2, 4), now)).toMatch(/^Mar 4, 9:05\sAM$/);
  expect(formatMoment(nineOnDay(2024, 2, 4), now)).toMatch(/^Mar 4, 2024, 9:05\sAM$/);
});

test('a future date, from a wrong clock, is shown as a date', () => {
  expect(formatDate(new Date(2027, 0, 1).toISOString(), new Date(2026, 11, 31))).toBe('Jan 1, 2027');
});

test('an age gets coarser over time and is never negative', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(formatAge('2026-11-21T11:59:40Z', now)).toBe('now');
  expect(formatAge('2026-11-21T12:00:30Z', now)).toBe('now');
  expect(formatAge('2026-11-21T11:55:00Z', now)).toBe('5 minutes ago');
  expect(formatAge('2026-11-21T10:00:00Z', now)).toBe('2 hours ago');
  expect(formatAge('2026-11-18T12:00:00Z', now)).toBe('3 days ago');
});

test('a duration counts down to zero', () => {
  expect(formatDuration(41_200)).toBe('42 s');
  expect(formatDuration(180_000)).toBe('3 min');
  expect(formatDuration(62_000)).toBe('2 min');
  expect(formatDuration(7_500_000)).toBe('2 h 5 min');
  expect(formatDuration(-5)).toBe('0 s');
});

test('a recording’s length has minutes and seconds', () => {
  expect(formatPlayingTime(41_600)).toBe('0:42');
  expect(formatPlayingTime(125_000)).toBe('2:05');
  expect(formatPlayingTime(3_725_000)).toBe('1:02:05');
});

test('counts are grouped', () => {
  expect(formatCount(120_000)).toBe('120,000');
});
