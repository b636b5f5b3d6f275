import { expect, test } from 'vitest';
import { toSecretDays } from './secret-days.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

test.each([
  [null, null],
  ['2026-12-31T00:00:00.000Z', null],
  ['2026-12-06T12:00:00.000Z', null],
  ['2026-12-05T12:00:00.000Z', 14],
  ['2026-11-22T00:00:00.000Z', 0],
  ['2026-11-21T00:00:00.000Z', -1],
])('a secret that expires at %s expires in %s days', (secretExpiresAt, days) => {
  expect(toSecretDays({ secretExpiresAt }, now)).toBe(days);
});
