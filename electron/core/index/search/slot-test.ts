import { toFolded } from '../../../contract/fold-text.ts';
import { hasFilters, type Query } from '../../../contract/query.ts';
import type { Range } from '../../../contract/query-times.ts';
import { kinds, sharings } from '../index-rows.ts';
import type { NameTable } from './name-table.ts';

export interface SlotContext {
  person: (this: void, id: number) => string | null;
  /** "finance/invoices" for that row, folded. */
  folderPath(row: number): string;
  insideOf(folder: number): (slot: number) => boolean;
  duplicates(): ReadonlySet<number>;
}

export type SlotTest = (slot: number) => boolean;

/** Equivalent to `passesFilters` of the contract: lookups are cached. */
export function toSlotTest(table: NameTable, context: SlotContext, query: Query): SlotTest {
  if (!hasFilters(query)) return () => true;
  const { columns } = table;
  const { size, modified, person, parent, flags } = columns;
  const tests: SlotTest[] = [];
  if (query.isDuplicate) {
    const duplicates = context.duplicates();
    tests.push((slot) => duplicates.has(slot));
  }
  if (query.types !== null) tests.push(toTypeTest(table, query.types));
  if (query.sharing !== null) {
    const mask = toMask(query.sharing.map((sharing) => sharings.indexOf(sharing)));
    tests.push((slot) => ((mask >> (((flags[slot] ?? 0) >> 2) & 3)) & 1) === 1);
  }
  if (query.sizes.length > 0)
    tests.push((slot) => ((flags[slot] ?? 0) & 3) === 1 && isIn(query.sizes, size[slot] ?? Number.NaN));
  if (query.modified.length > 0)
    tests.push((slot) => {
      const seconds = modified[slot] ?? 0;
      return seconds !== 0 && isIn(query.modified, seconds * 1000);
    });
  if (query.by.length > 0)
    tests.push(remembered(person, (id) => holdsAny(query.by, toFolded(context.person(id) ?? ''))));
  if (query.within.length > 0)
    tests.push(remembered(parent, (row) => holdsAny(query.within, context.folderPath(row))));
  if (tests.length === 0) return () => true;
  return tests.reduce((first, second) => (slot) => first(slot) && second(slot));
}

function toTypeTest({ columns, extensions }: NameTable, types: NonNullable<Query['types']>): SlotTest {
  const mask = toMask(types.kinds.map((kind) => kinds.indexOf(kind)));
  const wanted = new Set(types.extensions);
  const isWanted = extensions.map((extension) => wanted.has(extension));
  const { flags, extension } = columns;
  return (slot) => {
    const kind = (flags[slot] ?? 0) & 3;
    return ((mask >> kind) & 1) === 1 || (kind === 1 && isWanted[extension[slot] ?? 0] === true);
  };
}

const toMask = (numbers: readonly number[]): number => numbers.reduce((mask, one) => mask | (1 << one), 0);

function isIn(ranges: readonly Range[], value: number): boolean {
  for (const { from, to } of ranges)
    if ((from === null || value >= from) && (to === null || value < to)) return !Number.isNaN(value);
  return false;
}

const holdsAny = (parts: readonly string[], text: string): boolean =>
  parts.some((part) => text.includes(part));

/** There are few people and folders compared to items. */
function remembered(column: Uint16Array | Uint32Array, judge: (value: number) => boolean): SlotTest {
  const known = new Map<number, boolean>();
  return (slot) => {
    const value = column[slot] ?? 0;
    const found = known.get(value) ?? judge(value);
    known.set(value, found);
    return found;
  };
}
