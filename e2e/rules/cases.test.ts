import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

/** "T43", but not the time in "2026-01-01T00:00:00Z" nor the key in "Shift+P5". */
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
