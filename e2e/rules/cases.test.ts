import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFaultKinds } from '../run/fault-kinds.ts';
import { root } from '../run/root.ts';

const code = /(?<![\w+-])[TP]\d{1,2}(?![\w:])/g;

test('CASES.md explains every case code in a test title, and every code in it has a test', () => {
  const files = globSync('{electron,renderer,e2e}/**/*{.test,.spec,-story}.{ts,tsx}', { cwd: root });
  const used = new Set(
    files
      .filter((file) => !file.endsWith('cases.test.ts'))
      .flatMap((file) => readFileSync(join(root, file), 'utf8').match(code) ?? []),
  );
  const page = readFileSync(join(root, 'e2e/CASES.md'), 'utf8');
  const explained = [...page.matchAll(/^\| ([TP]\d+) \| (.*) \|$/gm)];
  expect(explained.filter(([, , line = '']) => line.trim() === '')).toEqual([]);
  const codes = explained.map(([, name = '']) => name);
  expect(codes).toHaveLength(new Set(codes).size);
  expect([...codes].sort()).toEqual([...used].sort());
});

test('every kind of fault in CASES.md has tests, and each file and title in its line exists', () => {
  const kinds = readFaultKinds();
  const codes = kinds.map(({ code }) => code);
  const counts = { A: 11, B: 12, C: 18, D: 6, E: 8, F: 18 };
  const expected = Object.entries(counts).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
  );
  expect(codes).toEqual(expected);
  const missing = kinds.flatMap(({ code, tests }) =>
    tests
      .filter(({ file, title }) => {
        const path = join(root, file);
        return (
          !/\.(test|spec)\.ts$/.test(file) ||
          !existsSync(path) ||
          !readFileSync(path, 'utf8').includes(title ?? '')
        );
      })
      .map(({ file, title }) => `${code} ${file}: ${title ?? ''}`),
  );
  expect(missing).toEqual([]);
});
