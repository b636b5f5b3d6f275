import type { Sort, SortKey } from '../../contract/records.ts';
import { nameCollator } from './sort-language.ts';

export interface NamedRow {
  readonly row: number;
  readonly name: string;
}

export interface OrderedRow extends NamedRow {
  readonly itemId: string;
  /** 0 folder, 1 file, 2 package */
  readonly kind: number;
  /** Bytes of a file, child count of a folder. */
  readonly size: number | null;
  readonly modified: number | null;
  readonly modifiedBy: string | null;
  /** Lower-case extension. */
  readonly type: string;
  readonly sharing: number;
  total: number | null;
  /** Rank by name among its siblings; NaN until known. */
  rank: number;
  folded: string | null;
  sortKey: string | null;
}

export type Compare = (a: OrderedRow, b: OrderedRow) => number;

/** The language's order, with numbers by value and no ties. */
export const collateNames = (a: NamedRow, b: NamedRow): number =>
  nameCollator.compare(a.name, b.name) || compareText(a.name, b.name) || a.row - b.row;

/** The same order, from ranks where they are known. */
export const compareNames: Compare = (a, b) => {
  const byRank = a.rank - b.rank;
  return Number.isNaN(byRank) ? collateNames(a, b) : byRank;
};

/** Unknown values come last in both directions; ties are resolved by name. */
export function toCompare(sort: readonly Sort[], byName: Compare, foldersFirst: boolean): Compare {
  const steps = [...sort.map((step, index) => toStep(step, byName, index === sort.length - 1)), byName];
  return (a, b) => {
    const byGroup = Number(a.kind !== 0) - Number(b.kind !== 0);
    if (foldersFirst && byGroup !== 0) return byGroup;
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function toStep({ key, direction }: Sort, byName: Compare, isLast: boolean): Compare {
  const sign = direction === 'ascending' ? 1 : -1;
  if (key === 'name' && isLast) return sign === 1 ? byName : (a, b) => byName(b, a);
  // Items shared by different people may have the same name: the next key decides.
  if (key === 'name') return (a, b) => (a.name === b.name ? 0 : sign * byName(a, b));
  if (key === 'modifiedBy') return (a, b) => comparePeople(a.modifiedBy, b.modifiedBy, sign);
  const read = readers[key];
  return (a, b) => compareValues(read(a), read(b), sign);
}

const readers: Record<
  Exclude<SortKey, 'name' | 'modifiedBy'>,
  (row: OrderedRow) => number | string | null
> = {
  modified: (row) => row.modified,
  size: (row) => row.total ?? row.size,
  type: (row) => row.type,
  sharing: (row) => row.sharing,
};

function compareValues(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}

/** Equal strings skip the slow collation. */
function comparePeople(a: string | null, b: string | null, sign: number): number {
  if (a === b || a === null || b === null) return compareValues(a, b, sign);
  return sign * nameCollator.compare(a, b);
}

export function findPlace(order: readonly OrderedRow[], row: OrderedRow, compare: Compare): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(order[middle] as OrderedRow, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Few comparisons, even for huge folders. */
export function merge(
  order: readonly OrderedRow[],
  added: readonly OrderedRow[],
  compare: Compare,
): OrderedRow[] {
  if (added.length === 0) return [...order];
  const sorted = [...added].sort(compare);
  if (sorted.length > order.length) return [...order, ...sorted].sort(compare);
  const merged: OrderedRow[] = [];
  let from = 0;
  for (const row of sorted) {
    const place = findPlace(order, row, compare);
    for (; from < place; from += 1) merged.push(order[from] as OrderedRow);
    merged.push(row);
  }
  for (; from < order.length; from += 1) merged.push(order[from] as OrderedRow);
  return merged;
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
