import { toExtension } from '../graph/preview-kind.ts';
import type { SqlRow } from './index-rows.ts';
import { toFolded, toSortKey } from './name-keys.ts';
import { compareNames, compareSortKeys, type Compare, type OrderedRow } from './view-order.ts';

/** The rows of one folder while a view of it is open. */
export interface FolderRows {
  readonly size: number;
  all(): IterableIterator<OrderedRow>;
  has(row: number): boolean;
  get(row: number): OrderedRow | undefined;
  byItemId(itemId: string): OrderedRow | undefined;
  set(row: OrderedRow): void;
  delete(row: number): void;
  /** The order of names to use now: a quick one while a huge folder's real one is being worked out. */
  readonly byName: Compare;
}

/** Up to here the language's order is worked out at once: 4,000 names take some 15 ms. */
const smallFolder = 4_000;
/** Rows between two looks at the messages waiting. */
const sliceRows = 4_000;

export interface LoadedFolder {
  rows: FolderRows;
  /** For a huge folder: works out the real order in slices; resolves when names stand in it. null for others. */
  rank: ((breathe: () => Promise<void>) => Promise<void>) | null;
}

export function loadFolderRows(sqlRows: readonly SqlRow[]): LoadedFolder {
  const rows = sqlRows.map(toOrderedRow);
  const byRow = new Map(rows.map((row) => [row.row, row]));
  const byItemId = new Map(rows.map((row) => [row.itemId, row]));
  const isSmall = rows.length <= smallFolder;
  let byName = compareNames;
  if (!isSmall) {
    byName = compareSortKeys;
    for (const row of rows) prepareSortKey(row);
  }
  return {
    rank: isSmall
      ? null
      : async (breathe) => {
          await rankBySlices(() => [...byRow.values()], breathe);
          byName = compareNames;
        },
    rows: {
      get size() {
        return byRow.size;
      },
      all: () => byRow.values(),
      has: (row) => byRow.has(row),
      get: (row) => byRow.get(row),
      byItemId: (itemId) => byItemId.get(itemId),
      set(row) {
        if (byName === compareSortKeys) prepareSortKey(row);
        byRow.set(row.row, row);
        byItemId.set(row.itemId, row);
      },
      delete(row) {
        const found = byRow.get(row);
        if (found === undefined) return;
        byRow.delete(row);
        if (byItemId.get(found.itemId) === found) byItemId.delete(found.itemId);
      },
      get byName() {
        return byName;
      },
    },
  };
}

export function toOrderedRow(row: SqlRow): OrderedRow {
  const name = String(row['name']);
  const kind = Number(row['kind']);
  return {
    row: Number(row['row']),
    itemId: String(row['item_id']),
    name,
    kind,
    size: (kind === 0 ? row['child_count'] : row['size']) as number | null,
    modified: row['modified'] as number | null,
    type: kind === 1 ? toExtension(name) : '',
    sharing: Number(row['sharing']),
    rank: Number.NaN,
    folded: null,
    sortKey: null,
  };
}

export const foldedOf = (row: OrderedRow): string => (row.folded ??= toFolded(row.name));

function prepareSortKey(row: OrderedRow): void {
  row.sortKey = toSortKey(foldedOf(row));
}

/** Sorts slice by slice, then merges neighbours, and breathes in between. Rows that come meanwhile stay unranked. */
async function rankBySlices(current: () => OrderedRow[], breathe: () => Promise<void>): Promise<void> {
  const rows = current();
  let runs: OrderedRow[][] = [];
  for (let from = 0; from < rows.length; from += sliceRows) {
    runs.push(rows.slice(from, from + sliceRows).sort(compareNames));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: OrderedRow[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await mergeRuns(runs[index] ?? [], runs[index + 1] ?? [], breathe));
    }
    runs = merged;
  }
  for (const [rank, row] of (runs[0] ?? []).entries()) row.rank = rank;
}

async function mergeRuns(
  a: readonly OrderedRow[],
  b: readonly OrderedRow[],
  breathe: () => Promise<void>,
): Promise<OrderedRow[]> {
  const merged: OrderedRow[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const takeLeft = left !== undefined && (right === undefined || compareNames(left, right) <= 0);
    merged.push((takeLeft ? left : right) as OrderedRow);
    if (takeLeft) i += 1;
    else j += 1;
    if (merged.length % sliceRows === 0) await breathe();
  }
  return merged;
}
