import { matchesQuery, parseQuery } from '../../contract/query.ts';
import type { Selection, SelectionSummary, Sort } from '../../contract/records.ts';
import { foldedOf, type FolderRows } from './folder-rows.ts';
import { kinds, sharings } from './index-rows.ts';
import { toFolded } from '../../contract/fold-text.ts';
import { compareNames, findPlace, merge, toCompare, type Compare, type OrderedRow } from './view-order.ts';

/** `revision` increases whenever ordinals may have moved or rows changed. */
export interface ViewState {
  viewId: string;
  count: number;
  unfilteredCount: number;
  revision: number;
}

export interface Arrangement {
  sort: Sort[];
  /** Default: true. */
  foldersFirst?: boolean;
  filter: string;
  withFolderSizes?: boolean;
}

export type Ordering = Required<Omit<Arrangement, 'withFolderSizes'>>;

export type FolderBytes = (row: number) => number;

export interface View {
  readonly viewId: string;
  readonly folder: number;
  arrangement: Arrangement;
  compare: Compare;
  /** Only the first rows while the folder is not loaded. */
  order: OrderedRow[];
  count: number;
  revision: number;
}

export const toView = (viewId: string, folder: number, arrangement: Arrangement): View => ({
  viewId,
  folder,
  arrangement,
  compare: () => 0,
  order: [],
  count: 0,
  revision: 0,
});

export const toState = ({ viewId, count, revision }: View, unfilteredCount: number): ViewState => ({
  viewId,
  count,
  unfilteredCount,
  revision,
});

const setOrder = (view: View, order: OrderedRow[], rows: FolderRows): ViewState => {
  view.order = order;
  view.count = order.length;
  view.revision += 1;
  return toState(view, rows.size);
};

/** The order that the stored ranks are in. */
export const isByName = ({ sort: [first, second], filter }: Arrangement): boolean =>
  first?.key === 'name' && first.direction === 'ascending' && second === undefined && filter.trim() === '';

/** `rows`: unordered, and those that come first are among them. */
export function arrangeFirst(view: View, rows: OrderedRow[], count: number, max: number): ViewState {
  view.compare = toCompare([], compareNames, view.arrangement.foldersFirst ?? true);
  view.order = rows.sort(view.compare).slice(0, max);
  view.count = count;
  view.revision += 1;
  return toState(view, count);
}

export function rebuild(view: View, rows: FolderRows, bytesOf: FolderBytes): ViewState {
  noteTotals(view, rows.all(), bytesOf);
  const { sort, foldersFirst = true } = view.arrangement;
  view.compare = toCompare(sort, rows.byName, foldersFirst);
  return setOrder(view, [...rows.all()].filter(toTest(view.arrangement.filter)).sort(view.compare), rows);
}

/** Of another view that is arranged in the same way. */
export function takeOrder(view: View, { order, compare }: View, rows: FolderRows): ViewState {
  view.compare = compare;
  return setOrder(view, order, rows);
}

function noteTotals({ arrangement }: View, rows: Iterable<OrderedRow>, bytesOf: FolderBytes): void {
  const { sort, withFolderSizes = false } = arrangement;
  if (!sort.some(({ key }) => key === 'size')) return;
  for (const row of rows) if (row.kind === 0) row.total = withFolderSizes ? bytesOf(row.row) : null;
}

export function update(
  view: View,
  rows: FolderRows,
  changed: ReadonlySet<number>,
  added: readonly OrderedRow[],
  bytesOf: FolderBytes,
): ViewState {
  noteTotals(view, added, bytesOf);
  const kept = view.order.filter(({ row }) => !changed.has(row));
  return setOrder(view, merge(kept, added.filter(toTest(view.arrangement.filter)), view.compare), rows);
}

/** The filter box accepts the search syntax, except for criteria that are equal for all rows here. */
function toTest(filter: string): (row: OrderedRow) => boolean {
  if (filter.trim() === '') return () => true;
  const query = { ...parseQuery(filter, Date.now()), within: [] };
  return (row) =>
    matchesQuery(query, {
      foldedName: foldedOf(row),
      kind: kinds[row.kind] ?? 'file',
      extension: row.type,
      sizeBytes: row.kind === 0 ? null : row.size,
      modifiedMs: row.modified,
      sharing: sharings[row.sharing] ?? 'none',
      modifiedBy: () => row.modifiedBy,
      folderPath: () => '',
    });
}

export function locate({ order, compare }: View, rows: FolderRows, itemId: string): number | null {
  const row = rows.byItemId(itemId);
  if (row === undefined) return null;
  const place = findPlace(order, row, compare);
  return order[place] === row ? place : null;
}

export function findPrefix({ order }: View, prefix: string, from: number): number | null {
  const folded = toFolded(prefix);
  for (let step = 0; step < order.length; step += 1) {
    const ordinal = (from + step) % order.length;
    if (foldedOf(order[ordinal] as OrderedRow).startsWith(folded)) return ordinal;
  }
  return null;
}

export function pick({ order }: View, { itemIds, mode }: Selection): OrderedRow[] {
  const named = new Set(itemIds);
  return order.filter(({ itemId }) => named.has(itemId) === (mode === 'only'));
}

/** `bytesOf` null: folder sizes are unknown. */
export function summarize(rows: readonly OrderedRow[], bytesOf: FolderBytes | null): SelectionSummary {
  const summary = { count: rows.length, files: 0, folders: 0, packages: 0, sizeBytes: 0 };
  for (const row of rows) {
    if (row.kind === 0) {
      summary.folders += 1;
      summary.sizeBytes += bytesOf?.(row.row) ?? 0;
    } else if (row.kind === 2) summary.packages += 1;
    else {
      summary.files += 1;
      summary.sizeBytes += row.size ?? 0;
    }
  }
  return summary;
}
