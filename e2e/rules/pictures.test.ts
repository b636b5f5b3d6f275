import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('every picture of the README exists, and every picture is taken by the script that makes them again', () => {
  const shown = [...read('README.md').matchAll(/\((assets\/[^)\s]+)\)/g)].map(([, path = '']) => path);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const taken = [...read('e2e/run/screenshots.ts').matchAll(/shoot\(page, '([\w-]+)'\)/g)];
  const pictures = taken.map(([, name = '']) => `${name}.png`);
  expect(readdirSync(join(root, 'assets/screenshots')).sort()).toEqual(pictures.sort());
});
