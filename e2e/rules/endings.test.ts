import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toEndingsPage } from '../run/endings/endings-page.ts';
import { names, readSources } from '../run/endings/find-endings.ts';
import { root } from '../run/root.ts';

const existing = readFileSync(join(root, 'electron/contract/ENDINGS.md'), 'utf8');

test('distinguishes a code from the same word in another property', () => {
  expect(names("{ code: 'cancelled' }", 'code', 'cancelled')).toBe(true);
  expect(names("{ state: 'cancelled' }", 'code', 'cancelled')).toBe(false);
  expect(names("{ waitReason: 'offline' }", 'waitReason', 'offline')).toBe(true);
  expect(names("expect(one?.waitReason).toBe('offline')", 'waitReason', 'offline')).toBe(true);
  expect(names("{ code: 'offline' }", 'waitReason', 'offline')).toBe(false);
});

test('every ending has a test, and the table of endings names it', () => {
  const { text, unmet } = toEndingsPage(readSources(), existing);
  expect(unmet, 'no test covers these').toEqual([]);
  expect(existing === text, 'electron/contract/ENDINGS.md is out of date: npm run endings').toBe(true);
});

test('the table reports a code without a test', () => {
  const sources = readSources();
  const tests = sources.tests.map(({ path, text }) => ({
    path,
    text: text.replaceAll("'copiesDamaged'", "'x'"),
  }));
  expect(toEndingsPage({ ...sources, tests }, existing).unmet).toEqual(['code copiesDamaged']);
});
