// The folders of core form layers: no import cycles between folders, not even of types, and only handlers and files
// at core's top level import app/. Each top-level file counts as its own folder.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const core = fileURLToPath(new URL('../../electron/core', import.meta.url));

interface Import {
  from: string;
  to: string;
}

const isProduction = (path: string): boolean =>
  path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.split(sep).includes('testing');

const folderOf = (path: string): string => relative(core, path).split(sep)[0] ?? '';

function readImports(): Import[] {
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter(isProduction);
  return files.flatMap((file) => {
    const path = join(core, file);
    const specifiers = readFileSync(path, 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g);
    return [...specifiers].map(([, specifier = '']) => ({
      from: path,
      to: resolve(dirname(path), specifier),
    }));
  });
}

function findCircle(imports: readonly Import[]): string | null {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    if (!to.startsWith(core + sep) || folderOf(from) === folderOf(to)) continue;
    next.set(folderOf(from), (next.get(folderOf(from)) ?? new Set()).add(folderOf(to)));
  }
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): string | null => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder].join(' > ');
    if (done.has(folder)) return null;
    for (const other of next.get(folder) ?? []) {
      const circle = visit(other, [...path, folder]);
      if (circle !== null) return circle;
    }
    done.add(folder);
    return null;
  };
  for (const folder of next.keys()) {
    const circle = visit(folder, []);
    if (circle !== null) return circle;
  }
  return null;
}

const findAppImports = (imports: readonly Import[]): string[] =>
  imports
    .filter(({ from, to }) => folderOf(to) === 'app' && folderOf(from) !== 'app')
    .filter(({ from }) => relative(core, from).includes(sep) && folderOf(from) !== 'handlers')
    .map(({ from }) => relative(core, from));

test('folders of core have no import cycles, types included', () => {
  expect(findCircle(readImports())).toBeNull();
});

test('finds a seeded cycle between folders', () => {
  const seeded = { from: join(core, 'graph', 'seed.ts'), to: join(core, 'transfers', 'transfers.ts') };
  expect(findCircle([...readImports(), seeded])).toContain('graph > ');
});

test('no folder of core imports the use cases', () => {
  expect(findAppImports(readImports())).toEqual([]);
  const seeded = { from: join(core, 'accounts', 'seed.ts'), to: join(core, 'app', 'reset-app.ts') };
  expect(findAppImports([seeded])).toEqual([join('accounts', 'seed.ts')]);
});
