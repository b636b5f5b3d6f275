import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesQuery, parseQuery } from '../../../contract/query.ts';
import { toFolded } from '../../../contract/fold-text.ts';
import { toExtension } from '../../../contract/file-families.ts';
import { kinds, sharings } from '../index-rows.ts';
import { createNameTable, type TableItem } from './name-table.ts';
import { searchItems } from './search-items.ts';
import type { SlotContext } from './slot-test.ts';

const people = [null, 'Alex', 'Núria Serra'];
const context: SlotContext = {
  person: (id) => people[id] ?? null,
  folderPath: () => '',
  insideOf: () => () => true,
  duplicates: () => new Set(),
};
const nowMs = Date.UTC(2026, 10, 18);

const search = (
  items: readonly TableItem[],
  filter: string,
  sort: Parameters<typeof searchItems>[2]['sort'] = [],
) => {
  const table = createNameTable();
  for (const item of items) table.put(item);
  const query = parseQuery(filter, nowMs);
  const hits = searchItems(table, context, { query, sort, max: 100, nowMs, near: [], within: null });
  return { ...hits, rows: hits.slots.map((slot) => table.rowOf(slot)) };
};

const named = (names: readonly string[]): TableItem[] =>
  names.map((name, at) => ({
    row: at + 1,
    name,
    kind: 1,
    size: 1,
    modified: 0,
    sharing: 0,
    person: 0,
    parent: 0,
  }));
const found = (names: string[], filter: string) =>
  search(named(names), filter).rows.map((row) => names[row - 1]);

test('ranks the whole name first, then its beginning, then the beginning of a word, then any part', () => {
  const names = ['a prereport.txt', 'the report.txt', 'report 2.txt', 'Report.docx', 'x'];
  expect(found(names, 'report')).toEqual([
    'Report.docx',
    'report 2.txt',
    'the report.txt',
    'a prereport.txt',
  ]);
  expect(found(names, 'r')).toEqual(['Report.docx', 'report 2.txt', 'the report.txt', 'a prereport.txt']);
});

test('ignores the order of words, accents and case', () => {
  const names = ['Plan für Übersicht 2026.md', '2026', 'ubersicht'];
  expect(found(names, '2026 ÜBERSICHT')).toEqual(['Plan für Übersicht 2026.md']);
  expect(found(names, 'ubersicht')).toEqual(['ubersicht', 'Plan für Übersicht 2026.md']);
});

const letters = fc.constantFrom('a', 'ä', 'b', ' ', '.', '1', 'É');
const item = fc.record({
  name: fc.string({ unit: letters, minLength: 1, maxLength: 6 }),
  kind: fc.nat(2),
  size: fc.option(fc.nat(3000)),
  modified: fc.option(fc.integer({ min: 1, max: 56 }).map((year) => Date.UTC(1970 + year, 5))),
  sharing: fc.nat(2),
  person: fc.nat(2),
});
const filter = fc
  .array(
    fc.oneof(
      fc.string({ unit: letters, maxLength: 3 }),
      fc.constantFrom(
        'type:folder',
        'type:b',
        'size:>1KB',
        'size:<2KB',
        'by:nuria',
        'shared:yes',
        'modified:>2000',
      ),
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(' '));

test('finds what the contract’s query matches, whatever was changed and removed before', () => {
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 20 }),
      fc.array(fc.nat(19), { maxLength: 8 }),
      filter,
      (made, edits, text) => {
        const items: TableItem[] = made.map((one, at) => ({ ...one, row: at + 1, parent: 0 }));
        const table = createNameTable();
        for (const one of items) table.put(one);
        for (const [at, place] of edits.entries()) {
          const one = items[place];
          if (one === undefined) continue;
          if (at % 3 === 0) {
            table.remove(one.row);
            items.splice(place, 1);
          } else {
            items[place] = { ...one, name: `${one.name}b` };
            table.put(items[place]);
          }
        }
        const query = parseQuery(text, nowMs);
        const expected = items
          .filter((one) =>
            matchesQuery(query, {
              foldedName: toFolded(one.name),
              kind: kinds[one.kind] ?? 'file',
              extension: one.kind === 1 ? toExtension(one.name) : '',
              sizeBytes: one.size,
              modifiedMs: one.modified,
              sharing: sharings[one.sharing] ?? 'none',
              modifiedBy: () => people[one.person] ?? null,
              folderPath: () => '',
            }),
          )
          .map(({ row }) => row);
        const hits = searchItems(table, context, {
          query,
          sort: [],
          max: 100,
          nowMs,
          near: [],
          within: null,
        });
        expect(hits.slots.map((slot) => table.rowOf(slot)).sort((a, b) => a - b)).toEqual(
          expected.sort((a, b) => a - b),
        );
        expect(hits.total).toBe(expected.length);
      },
    ),
  );
});

test.each([
  ['e', ['f.txt', 'an e.txt', 'e.txt'], 'e.txt'],
  ['fe', ['f.txt', 'fa.txt', 'a fe.txt', 'fe.txt'], 'fe.txt'],
  ['fe 301', ['fe 30.txt', '301 f.txt', '301 fe.txt'], '301 fe.txt'],
])('if too many match “%s”, includes those that start with it', (query, last, expected) => {
  const names = [...Array.from({ length: 30_000 }, (_, at) => `another ${at} 301 fe`), ...last];
  const { rows, hasMore, total } = search(named(names), query);
  expect(names[(rows[0] ?? 0) - 1]).toBe(expected);
  expect(rows.filter((row) => row > 30_000)).toHaveLength(1);
  expect(hasMore).toBe(true);
  expect(total).toBeLessThan(30_000);
});

test('sorts by a column across all matches', () => {
  const items = named(Array.from({ length: 20_000 }, (_, at) => `file ${at}`)).map((one, at) => ({
    ...one,
    size: (at * 7919) % 20_011,
  }));
  const { rows, total } = search(items, 'file', [{ key: 'size', direction: 'descending' }]);
  const largest = items.toSorted((a, b) => b.size - a.size).slice(0, 100);
  expect(rows).toEqual(largest.map(({ row }) => row));
  expect(total).toBe(20_000);
});
