import { expect, test } from 'vitest';
import type { CompareOutcome } from '../../contract/comparison.ts';
import { compareFolders, type ComparedFolder } from './compare-rows.ts';
import { toOrderedRow } from './folder-rows.ts';

interface Compared {
  name: string;
  kind?: 'folder' | 'file' | 'package';
  size?: number | null;
  modified?: number | null;
  hash?: string;
}

const kinds = ['folder', 'file', 'package'];

function folder(side: string, items: readonly Compared[]): ComparedFolder {
  const rows = items.map(({ name, kind = 'file', size = 1, modified = 0 }, row) =>
    toOrderedRow([row, `${side} ${name}`, name, kinds.indexOf(kind), size, size, modified, null, 0, null]),
  );
  const hashes = items.flatMap(({ hash }, row) => (hash === undefined ? [] : [[row, hash] as const]));
  return { rows, hashes: () => new Map(hashes) };
}

const compare = (
  here: readonly Compared[],
  there: readonly Compared[],
  first: CompareOutcome[] = [],
  second = first,
) => compareFolders(folder('here', here), folder('there', there), { first, second });

function verdict(here: Partial<Compared>, there: Partial<Compared>): string | undefined {
  const { counts } = compare([{ name: 'a', ...here }], [{ name: 'a', ...there }]).second;
  return Object.entries(counts).find(([, count]) => count === 1)?.[0];
}

test('shows what only one side has on that side', () => {
  const found = compare([{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'c' }, { name: 'd' }]);
  expect(found.first.counts).toEqual({ only: 1, different: 0, same: 1, folders: 0 });
  expect(found.second.counts).toEqual({ only: 2, different: 0, same: 1, folders: 0 });
});

test('matches names regardless of case and composition', () => {
  const found = compare([{ name: 'CAFE\u0301.txt' }], [{ name: 'café.TXT' }]);
  expect(found.first.counts.same).toBe(1);
  expect(found.second.counts.only).toBe(0);
});

test('compares by hash if both sides have one, whatever their times', () => {
  expect(verdict({ hash: 'x', modified: 1 }, { hash: 'x', modified: 9e6 })).toBe('same');
  expect(verdict({ hash: 'x' }, { hash: 'y' })).toBe('different');
});

test('compares by size and time otherwise, and allows two seconds of difference', () => {
  expect(verdict({ hash: 'x' }, { modified: 2000 })).toBe('same');
  expect(verdict({}, { modified: 2001 })).toBe('different');
  expect(verdict({}, { size: 2 })).toBe('different');
  expect(verdict({ size: null }, { size: null })).toBe('different');
  expect(verdict({ modified: null }, { modified: null })).toBe('different');
});

test('doesn’t judge folders by their contents, and never matches a folder with a file', () => {
  expect(verdict({ kind: 'folder', size: 3 }, { kind: 'folder', size: 4 })).toBe('folders');
  expect(verdict({ kind: 'folder' }, {})).toBe('different');
});

test('reports how the files were compared', () => {
  const here = [
    { name: 'a', hash: 'x' },
    { name: 'b', hash: 'x' },
    { name: 'c' },
    { name: 'd', kind: 'folder' as const },
  ];
  const there = [
    { name: 'a', hash: 'x' },
    { name: 'b' },
    { name: 'c' },
    { name: 'd', kind: 'folder' as const },
  ];
  expect(compare(here, there)).toMatchObject({ byHash: 1, bySizeAndTime: 2 });
});

test('selects the chosen rows on both sides, each by the shorter rule', () => {
  const found = compare(
    [{ name: 'a' }, { name: 'b', size: 2 }],
    [{ name: 'b' }, { name: 'c' }],
    ['only', 'different'],
  );
  expect(found.first.chosen).toEqual({ count: 2, mode: 'only', itemIds: ['here a', 'here b'] });
  expect(found.second.chosen).toEqual({ count: 2, mode: 'only', itemIds: ['there b', 'there c'] });
  const apart = compare([{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'c' }], ['only'], ['same']);
  expect(apart.first.chosen?.itemIds).toEqual(['here a']);
  expect(apart.second.chosen?.itemIds).toEqual(['there b']);
  const many = Array.from({ length: 6000 }, (_, at) => ({ name: `${at}` }));
  const rest = compare([...many, { name: 'both' }], [{ name: 'both' }], ['only']);
  expect(rest.first.chosen).toEqual({ count: 6000, mode: 'allExcept', itemIds: ['here both'] });
  expect(compare([...many], many.slice(0, 0), ['same']).first.chosen?.count).toBe(0);
  const half = many.map(({ name }) => ({ name: `x${name}` }));
  expect(compare([...many, ...half], half, ['only']).first.chosen).toBe(null);
});
