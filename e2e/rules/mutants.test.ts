import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allMutants, mutate } from '../mutants/all-mutants.ts';
import { isExpected, toLimits, toVerdict } from '../mutants/verdict.ts';
import { root } from '../run/root.ts';

test('each mutant’s snippet occurs once in the sources and is listed once', () => {
  const outcome = allMutants.map((mutant) => {
    const text = readFileSync(join(root, mutant.file), 'utf8');
    try {
      return mutate(text, mutant) === text ? `${mutant.guard}: nothing changes` : null;
    } catch (error) {
      return String(error);
    }
  });
  expect(outcome.filter((wrong) => wrong !== null)).toEqual([]);
  const keys = allMutants.map(({ file, from, to }) => `${file} ${from} ${to}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('each test named in the list of mutants exists', () => {
  const files = globSync('{electron,renderer,e2e}/**/*.test.{ts,tsx}', { cwd: root }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const named = new Set(allMutants.flatMap(({ tests }) => tests));
  expect([...named].filter((part) => !files.some((file) => file.includes(part)))).toEqual([]);
});

test('tests that hang decide nothing, and the limit grows with the time they take without changes', () => {
  const hung = toVerdict({ report: null, isCut: true });
  expect(hung).toBe('hung');
  expect(isExpected(hung, undefined)).toBe(false);
  expect(isExpected(hung, 'no test can tell')).toBe(false);
  expect(toVerdict({ report: null, isCut: false })).toBe('broken');
  expect(toVerdict({ report: { numTotalTests: 2, success: false }, isCut: false })).toBe('killed');
  expect(toLimits(1_000)).toEqual({ testMs: 60_000, runMs: 180_000 });
  expect(toLimits(40_000)).toEqual({ testMs: 400_000, runMs: 1_200_000 });
});
