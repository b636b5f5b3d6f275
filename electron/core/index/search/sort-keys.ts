import type { Sort } from '../../../contract/records.ts';
import { compareText } from '../view-order.ts';
import type { NameTable } from './name-table.ts';

/** Ascending, unknown last. For names only the first letters. */
export function toNumberKey(
  table: NameTable,
  person: (id: number) => string | null,
  { key, direction }: Sort,
): (slot: number) => number {
  const { columns } = table;
  const sign = direction === 'ascending' ? 1 : -1;
  const last = Number.MAX_SAFE_INTEGER;
  switch (key) {
    case 'size':
      return (slot) => {
        const size = columns.size[slot] ?? Number.NaN;
        return Number.isNaN(size) || ((columns.flags[slot] ?? 0) & 3) !== 1 ? last : sign * size;
      };
    case 'modified':
      return (slot) => {
        const seconds = columns.modified[slot] ?? 0;
        return seconds === 0 ? last : sign * seconds;
      };
    case 'sharing':
      return (slot) => sign * (((columns.flags[slot] ?? 0) >> 2) & 3);
    case 'type': {
      const places = toPlaces(table.extensions.map((text, id) => ({ text, id })));
      return (slot) => sign * (places[columns.extension[slot] ?? 0] ?? 0);
    }
    case 'modifiedBy': {
      const ids = [...new Set(columns.person.subarray(0, table.slotCount))];
      const places = toPlaces(ids.map((id) => ({ text: person(id) ?? '', id })));
      return (slot) => {
        const id = columns.person[slot] ?? 0;
        return person(id) === null ? last : sign * (places[id] ?? 0);
      };
    }
    case 'name':
      return (slot) => sign * toLetters(table.bytes, columns.start[slot] ?? 0);
  }
}

function toPlaces(texts: readonly { text: string; id: number }[]): number[] {
  const places: number[] = [];
  const order = texts.toSorted((a, b) => compareText(a.text, b.text));
  for (const [place, { id }] of order.entries()) places[id] = place;
  return places;
}

function toLetters(bytes: Buffer, from: number): number {
  let letters = 0;
  let isOver = false;
  for (let at = 0; at < 6; at += 1) {
    isOver ||= bytes[from + at] === 0;
    letters = letters * 256 + (isOver ? 0 : (bytes[from + at] ?? 0));
  }
  return letters;
}
