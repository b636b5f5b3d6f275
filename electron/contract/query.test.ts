import { expect, test } from 'vitest';
import { matchesQuery, parseQuery, toQueried, toTokens, type Query } from './query.ts';
import type { Item } from './records.ts';

/** A Wednesday. */
const now = new Date(2026, 10, 18, 12).getTime();
const mib = 1024 ** 2;

const item = (changes: Partial<Item>): Item => ({
  driveId: 'd',
  itemId: 'i',
  name: 'Übersicht 2026.pdf',
  kind: 'file',
  sizeBytes: 20 * mib,
  childCount: null,
  modifiedAt: new Date(2026, 10, 11).toISOString(),
  modifiedBy: 'Núria Serra',
  sharing: 'none',
  sharedBy: null,
  hasThumbnail: false,
  preview: 'none',
  problem: null,
  ...changes,
});

const fits = (text: string, changes: Partial<Item> = {}, path = 'myfiles/Finance'): boolean =>
  matchesQuery(parseQuery(text, now), toQueried(item(changes), path));

const parsed = (text: string): Partial<Query> => {
  const { words, types, sizes, modified, sharing, problems } = parseQuery(text, now);
  return { words, types, sizes, modified, sharing, problems };
};

test.each([
  ['2026 ubersicht', true],
  ['ÜBERSICHT', true],
  ['"ubersicht 2026"', true],
  ['"2026 ubersicht"', false],
  ['type:pdf size:>10MB modified:last-week uber', true],
  ['type:docx,pdf', true],
  ['type:.PDF', true],
  ['type:image', false],
  ['type:folder', false],
  ['type:folder type:pdf', true],
  ['size:<1GB', true],
  ['size:>20MB', false],
  ['size:>=20MB', true],
  ['size:>=20Mo', true],
  ['size:>20,5Mo', false],
  ['size:20MB', true],
  ['size:19.5MB..1g', true],
  ['size:empty', false],
  ['modified:2026', true],
  ['modified:2026-11', true],
  ['modified:2026-11-11', true],
  ['modified:>2026-11', false],
  ['modified:2025..2026', true],
  ['modified:this-week', false],
  ['modified:8d', true],
  ['modified:yesterday', false],
  ['by:nuria', true],
  ['by:"serra n"', false],
  ['in:finance', true],
  ['in:hr', false],
  ['shared:no', true],
  ['shared:me', false],
])('"%s" matches: %s', (text, isFit) => {
  expect(fits(text)).toBe(isFit);
});

test('sharing filters tell whose item it is', () => {
  expect(fits('shared:me', { sharing: 'withMe' })).toBe(true);
  expect(fits('shared:by-me', { sharing: 'withMe' })).toBe(false);
  expect(fits('shared:yes', { sharing: 'byMe' })).toBe(true);
});

test('an unknown property matches no filter for it', () => {
  expect(fits('size:<1GB', { sizeBytes: null })).toBe(false);
  expect(fits('modified:2026', { modifiedAt: null })).toBe(false);
  expect(fits('by:nuria', { modifiedBy: null })).toBe(false);
  expect(fits('size:<1GB', { kind: 'folder', sizeBytes: null })).toBe(false);
});

test('an incomplete filter changes nothing', () => {
  for (const text of ['type:', 'size:>', 'modified:', 'shared:', 'uber size:>='])
    expect([text, fits(text), parseQuery(text, now).problems]).toEqual([text, true, []]);
});

test('an unrecognized filter value is reported and ignored; an unknown filter name is a word', () => {
  expect(parsed('size:huge modified:2026-13 modified:2026-02-30 shared:maybe is:odd uber')).toMatchObject({
    words: ['uber'],
    sizes: [],
    modified: [],
    sharing: null,
    problems: ['size:huge', 'modified:2026-13', 'modified:2026-02-30', 'shared:maybe', 'is:odd'],
  });
  expect(parsed('colour:red')).toMatchObject({ words: ['colour:red'], problems: ['colour:red'] });
  expect(parsed('constructor:1')).toMatchObject({ words: ['constructor:1'] });
});

test('every word and filter comes with its position in the text', () => {
  const text = 'plan  by:"Alex S" "a b" size:>1MB';
  const tokens = toTokens(text);
  expect(tokens.map(({ key, value }) => [key, value])).toEqual([
    [null, 'plan'],
    ['by', 'Alex S'],
    [null, 'a b'],
    ['size', '>1MB'],
  ]);
  expect(tokens.map(({ from, to }) => text.slice(from, to))).toEqual([
    'plan',
    'by:"Alex S"',
    '"a b"',
    'size:>1MB',
  ]);
});

const range = (text: string) => parseQuery(`modified:${text}`, now).modified[0];
const day = (month: number, date: number, year = 2026) => new Date(year, month, date).getTime();

test('weeks begin on Monday, months and years on their first day', () => {
  expect(range('this-week')).toEqual({ from: day(10, 16), to: day(10, 23) });
  expect(range('last-week')).toEqual({ from: day(10, 9), to: day(10, 16) });
  expect(range('last-month')).toEqual({ from: day(9, 1), to: day(10, 1) });
  expect(range('last-year')).toEqual({ from: day(0, 1, 2025), to: day(0, 1) });
  expect(range('<2026-03')).toEqual({ from: null, to: day(2, 1) });
});

test('a property of Object.prototype is not a filter', () => {
  for (const value of ['constructor', '__proto__', 'tostring'])
    for (const key of ['shared', 'type', 'size', 'modified', 'is'])
      expect(() => parseQuery(`${key}:${value}`, now)).not.toThrow();
  expect(parseQuery('shared:constructor', now).problems).toEqual(['shared:constructor']);
});
