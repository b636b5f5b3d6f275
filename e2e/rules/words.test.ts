// Rejects words that have a standard equivalent or are archaic.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

const replaced: readonly [RegExp, string][] = [
  [/\banew\b/i, 'again, or re-: rebuilt, rewritten'],
  [/\bwhoever\b/i, 'the caller, the reader, the person who'],
  [/\bfates?\b/i, 'outcome, result'],
  [/\bspoilt\b/i, 'damaged, broken'],
  [/\bgo(es)? on\b/i, 'continue, resume'],
  [/\btaken back\b/i, 'revoked, undone, cancelled'],
  [/\bcarr(y|ies|ied) out\b/i, 'run, perform'],
  [/\bsurroundings\b/i, 'dependencies, environment'],
];

const ownFile = 'e2e/rules/words.test.ts';

function findReplacedWords(paths: readonly string[], read: (path: string) => string): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) =>
        replaced
          .filter(([word]) => word.test(line))
          .map(([word, better]) => `${path}:${index + 1} ${word.exec(line)?.[0]}: ${better}`),
      ),
  );
}

test('finds a word in any case', () => {
  expect(findReplacedWords(['a.ts'], () => 'x\n// Goes on.\n')).toEqual(['a.ts:2 Goes on: continue, resume']);
});

test('sources, comments and test titles avoid these words', () => {
  const paths = ['electron', 'renderer', 'e2e']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => /\.(ts|tsx|mjs|json)$/.test(path) && path !== ownFile);
  const found = findReplacedWords(paths, (path) => readFileSync(join(root, path), 'utf8'));
  expect(found).toEqual([]);
});

test('no page contains merge conflict markers', () => {
  const texts = readdirSync(root).filter((path) => path.endsWith('.md'));
  const marked = [...texts, 'electron/contract/ENDINGS.md'].filter((path) =>
    /^(?:<{7}|>{7}) /m.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(marked).toEqual([]);
});

/** Paths begin at a checkout's `electron` or root, or are next to the one before. */
function findMissing(row: string): string[] {
  let folder = '';
  return [...row.matchAll(/`([\w./-]+(?:\.(?:ts|tsx|md)|\/))`/g)].flatMap(([, path = '']) => {
    const found = [join('electron', path), path, join('renderer', path), join(folder, path)].find((each) =>
      existsSync(join(root, each)),
    );
    if (found === undefined) return [path];
    folder = found.endsWith('/') ? found : dirname(found);
    return [];
  });
}

test('ARCHITECTURE.md sends readers to files that exist', () => {
  expect(findMissing('| a | `core/core.ts`, `ports.ts` next to it; `core/no.ts` |')).toEqual(['core/no.ts']);
  const [, table = ''] = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('## I want to change …');
  const rows = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.flatMap(findMissing)).toEqual([]);
});
