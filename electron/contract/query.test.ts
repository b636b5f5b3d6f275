import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toTokens } from './query-tokens.ts';
import { matchesQuery, parseQuery, toQueried, type Query } from './query.ts';
import type { Item } from './records.ts';

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
  // As people type it.
  ['"ubersicht 2026', true],
  ['by:"Núria S', true],
  ['by: nuria', true],
  ['type: pdf', true],
  ['type:docx, pdf', true],
  ['type:images', false],
  ['type:pdfs', true],
  ['type:,', true],
  ['type:tar.pdf', true],
  ['size: > 10 MB', true],
  ['size : >10MB', true],
  ['size > 30 MB', false],
  ['size>10MB', true],
  ['size = 20 MB', true],
  ['size：＞１０MB', true],
  ['size:≥20MiB', true],
  ['size:>20.481KB', false],
  ['size:>=20,480 KB', true],
  ['size:>0.500GB', false],
  ['size:1.000.000B..', true],
  ['size:10..30MB', true],
  ['size:30MB..10MB', true],
  ['size:..10MB', false],
  ['size:>10MB size:<30MB', true],
  ['size:>10MB size:<15MB', false],
  ['size:<1MB size:>10MB', true],
  ['modified: last week', true],
  ['modified:>2026-11-01 modified:<2026-12', true],
  ['modified:>2026-11-01 modified:<2026-11-10', false],
  ['modified:2026-12..2026-10', true],
  ['modified:2026-10..', true],
  ['modified:11.11.2026', true],
  ['modified:11.2026', true],
  ['modified:2026/11/11', true],
  ['modified:2026年11月11日', true],
  ['modified:11/11/2026', true],
  ['modified:13/11/2026', false],
  ['modified:11/13/2026', false],
  ['modified:8 days', true],
  ['in:finance\\', true],
  ['*.pdf', true],
  ['über*2026', true],
  ['finance/uber', true],
  ['hr/uber', false],
  ['/myfiles/Finance/uber', true],
  ['Re: Übersicht', false],
  ['Übersicht: 2026', true],
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

test('an unrecognized filter is reported and ignored', () => {
  expect(parsed('size:huge modified:2026-13 modified:2026-02-30 shared:maybe is:odd uber')).toMatchObject({
    words: ['uber'],
    sizes: [],
    modified: [],
    sharing: null,
    problems: ['size:huge', 'modified:2026-13', 'modified:2026-02-30', 'shared:maybe', 'is:odd'],
  });
  expect(parsed('colour:red uber')).toMatchObject({ words: ['uber'], problems: ['colour:red'] });
  expect(parsed('constructor:1')).toMatchObject({ words: [], problems: ['constructor:1'] });
  expect(parsed('-type:pdf uber >10MB')).toMatchObject({ words: ['uber'], problems: ['-type:pdf', '>10MB'] });
});

test.each([
  'size:-5MB',
  'size:10XB',
  'size:1,23,4MB',
  'size:ten',
  'size:..',
  'modified:0026-11',
  'modified:05/06/2026',
  'modified:tomorrow',
  'modified:31.02.2026',
  'modified:2026-11-30T10',
  'type:,',
  'shared:everyone',
  'is:big',
])('“%s” is not understood, and changes nothing', (text) => {
  const isIncomplete = text.endsWith('..');
  expect(parseQuery(text, now).problems).toEqual(isIncomplete ? [] : [text]);
  expect(fits(text)).toBe(true);
});

test('no text makes the parser fail, and what it reports stands in the text', () => {
  const piece = fc.oneof(
    fc.constantFrom('size', 'modified', 'type', 'by', 'in', 'is', 'shared', 'x'),
    fc.constantFrom(':', '：', '"', '>', '<=', '..', '=', ' ', ',', '.', '/', '*', '-'),
    fc.constantFrom('10', 'MB', '2026', 'last', 'week', 'pdf', 'me', 'a', '𝄞', '\u{d800}'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const { problems, sizes, modified } = parseQuery(text, now);
      for (const problem of problems) expect(text).toContain(problem);
      for (const { from, to } of [...sizes, ...modified])
        expect(from === null || to === null || from < to, text).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('every word and filter comes with its position in the text', () => {
  const text = 'plan  by:"Alex S" "a b" size:>1MB';
  const tokens = toTokens(text);
  expect(tokens.map(({ key, value }) => [key, value])).toEqual([
    [null, 'plan'],
    ['by', 'alex s'],
    [null, 'a b'],
    ['size', '>1mb'],
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
