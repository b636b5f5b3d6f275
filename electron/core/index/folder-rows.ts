import { toExtension } from '../../contract/file-families.ts';
import type { SqlTuple } from './index-rows.ts';
import { toFolded } from '../../contract/fold-text.ts';
import { maxUnranked } from './folder-ranking.ts';
import { compareNames, compareText, type Compare, type NamedRow, type OrderedRow } from './view-order.ts';

export interface FolderRows {
  readonly size: number;
  all(): IterableIterator<OrderedRow>;
  get(row: number): OrderedRow | undefined;
  byItemId(itemId: string): OrderedRow | undefined;
  set(row: OrderedRow): void;
  delete(row: number): void;
  /** An approximation until a huge folder has been ranked. */
  readonly byName: Compare;
  /** `names`: in their order. Rows added or renamed meanwhile stay unranked. */
  setRanks(names: readonly NamedRow[]): void;
}

export function loadFolderRows(tuples: readonly SqlTuple[]): FolderRows {
  const byRow = new Map<number, OrderedRow>();
  let byItemId: Map<string, OrderedRow> | null = null;
  let unranked = 0;

  const noteRank = ({ rank }: OrderedRow, sign: 1 | -1) => {
    if (Number.isNaN(rank)) unranked += sign;
  };
  const add = (row: OrderedRow) => {
    noteRank(row, 1);
    byRow.set(row.row, row);
    byItemId?.set(row.itemId, row);
  };
  for (const tuple of tuples) add(toOrderedRow(tuple));

  return {
    get size() {
      return byRow.size;
    },
    get byName() {
      return unranked > maxUnranked ? compareSortKeys : compareNames;
    },
    all: () => byRow.values(),
    get: (row) => byRow.get(row),
    byItemId(itemId) {
      byItemId ??= new Map([...byRow.values()].map((row) => [row.itemId, row]));
      return byItemId.get(itemId);
    },
    set: add,
    delete(row) {
      const found = byRow.get(row);
      if (found === undefined) return;
      noteRank(found, -1);
      byRow.delete(row);
      if (byItemId?.get(found.itemId) === found) byItemId.delete(found.itemId);
    },
    setRanks(names) {
      let ranked = 0;
      for (const row of byRow.values()) row.rank = Number.NaN;
      for (const [rank, { row, name }] of names.entries()) {
        const found = byRow.get(row);
        if (found?.name !== name) continue;
        found.rank = rank;
        ranked += 1;
      }
      unranked = byRow.size - ranked;
    },
  };
}

export function toOrderedRow(tuple: SqlTuple): OrderedRow {
  const [row, itemId, name, kind, size, childCount, modified, modifiedBy, sharing, rank] = tuple as readonly [
    number,
    string,
    string,
    number,
    number | null,
    number | null,
    number | null,
    string | null,
    number,
    number | null,
  ];
  return {
    row,
    itemId,
    name,
    kind,
    size: kind === 0 ? childCount : size,
    modified,
    modifiedBy,
    type: kind === 1 ? toExtension(name) : '',
    sharing,
    total: null,
    rank: rank ?? Number.NaN,
    folded: null,
    sortKey: null,
  };
}

export const foldedOf = (row: OrderedRow): string => (row.folded ??= toFolded(row.name));

/** Faster than collation and close to it. */
const compareSortKeys: Compare = (a, b) =>
  compareText(sortKeyOf(a), sortKeyOf(b)) || compareText(a.name, b.name) || a.row - b.row;

const sortKeyOf = (row: OrderedRow): string => (row.sortKey ??= toSortKey(foldedOf(row)));

const digits = /\d+/g;
const padding = 12;

/** For a first order without a collator: folded, with numbers padded so that "file 9" comes before "file 10". */
function toSortKey(folded: string): string {
  return folded.replace(digits, (number) => number.replace(/^0+(?=\d)/, '').padStart(padding, '0'));
}
