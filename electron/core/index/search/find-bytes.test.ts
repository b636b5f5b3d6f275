import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '../../../contract/query.ts';
import { countBytes, placeIn, rareEnd, rarestFirst } from './find-bytes.ts';
import { createNameTable } from './name-table.ts';
import { searchItems } from './search-items.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', '\0'), minLength: 1, maxLength: 6 });

test('finds a needle where Buffer finds it', () => {
  fc.assert(
    fc.property(letters, letters, letters, (before, name, needle) => {
      const bytes = Buffer.from(before + name);
      const from = Buffer.byteLength(before);
      const place = bytes.indexOf(needle, from);
      expect(placeIn(bytes, Buffer.from(needle), from, bytes.length)).toBe(place);
    }),
  );
});

const common = 'report document invoice minutes'.split(' ');
const context = {
  person: () => null,
  folderPath: () => '',
  insideOf: () => () => true,
  duplicates: () => new Set<number>(),
};

/** As many names as a sample is taken of. */
function manyNames() {
  const names = Array.from(
    { length: 60_000 },
    (_, at) => `${common[at % 4]} ${at % 7} ${common[(at >> 2) % 4]} ${at}.txt`,
  );
  const table = createNameTable(names.length);
  const rest = { kind: 1, size: 1, modified: 0, sharing: 0, person: 0, parent: 0 };
  for (const [at, name] of names.entries()) table.put({ ...rest, row: at + 1, name });
  return { names, table };
}

test('searches for the rarest word first, from its rarest letters on, and finds what all words find', () => {
  const { names, table } = manyNames();
  const words = (text: string) =>
    rarestFirst(
      table,
      text.split(' ').map((word) => Buffer.from(word)),
    ).map(String);
  expect(words('document 59')[0], 'not the longest').toBe('59');
  expect(rareEnd(Buffer.from('tttvttt'), countBytes(Buffer.from('tttvttt'.repeat(50))))).toBe(3);
  for (const text of [
    'document 59',
    'report invoice 12',
    '7 minutes 3 document',
    'voice 5999',
    'minutes',
    'eport 41',
  ]) {
    const query = parseQuery(text, 0);
    const hits = searchItems(table, context, {
      query,
      sort: [{ key: 'size', direction: 'ascending' }],
      max: 100,
      nowMs: 0,
      near: [],
      within: null,
    });
    expect(hits.total, text).toBe(
      names.filter((name) => text.split(' ').every((word) => name.includes(word))).length,
    );
  }
});
