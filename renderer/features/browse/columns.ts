import type { ColumnName, ListColumn, ListKind, SortKey } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';

export interface Column {
  name: 'name' | ColumnName;
  /** null: not sortable */
  sortKey: SortKey | null;
  /** null: automatic. */
  widthPx: number | null;
}

interface Measure {
  minPx: number;
  share: number;
  /** The pane width, in CSS pixels, from which it is shown. */
  fromWidth: number;
  isShown: boolean;
}

export const nameMinPx = 120;
const checkPx = 36;
/** Around the row, and between its content and its ends. */
const paddingPx = 24;

const measures: Readonly<Record<ColumnName, Measure>> = {
  location: { minPx: 132, share: 2, fromWidth: 420, isShown: true },
  modified: { minPx: 116, share: 1, fromWidth: 480, isShown: true },
  modifiedBy: { minPx: 132, share: 1.2, fromWidth: 940, isShown: true },
  size: { minPx: 108, share: 0.8, fromWidth: 300, isShown: true },
  type: { minPx: 124, share: 1.1, fromWidth: 780, isShown: false },
  sharing: { minPx: 124, share: 1.6, fromWidth: 640, isShown: true },
  rights: { minPx: 96, share: 0.7, fromWidth: 560, isShown: true },
  sources: { minPx: 132, share: 1.4, fromWidth: 820, isShown: true },
};
const nameTrack = `minmax(${nameMinPx}px, 3.4fr)`;
// Object.keys widens to string; these are exactly the table's keys.
const columnNames = Object.keys(measures) as ColumnName[];

const toDefault = (name: ColumnName): ListColumn => ({
  name,
  isShown: measures[name].isShown,
  widthPx: null,
});

const without = (...left: readonly ColumnName[]): readonly ListColumn[] =>
  columnNames.filter((name) => !left.includes(name)).map(toDefault);
/** Only search results need a location. */
const foundColumns = without('rights', 'sources');
/** Its sharing column shows the person and whether the item is still shared. */
const sharedListColumns = without('location', 'modifiedBy');
export const defaultColumns: readonly ListColumn[] = without('location', 'rights', 'sources');

export const defaultsOf = (kind: ListKind): readonly ListColumn[] =>
  kind === 'found' ? foundColumns : kind === 'sharedList' ? sharedListColumns : defaultColumns;

/** Completes saved columns: each once, with new ones last. */
export function completeColumns(
  stored: readonly ListColumn[] | undefined,
  kind: ListKind = 'myfiles',
): readonly ListColumn[] {
  const defaults = defaultsOf(kind);
  if (stored === undefined) return defaults;
  const known = stored.filter(({ name }, at) => stored.findIndex((each) => each.name === name) === at);
  const missing = defaults.filter(({ name }) => !known.some((each) => each.name === name));
  return [...known, ...missing];
}

/** The requested columns that fit. Independent of the rows, so nothing moves when rows arrive. */
export function columnsFor(
  width: number,
  requested: readonly ListColumn[],
  kind: ListKind = 'myfiles',
): readonly Column[] {
  const shown = requested.filter(({ name, isShown }) => isShown && measures[name].fromWidth <= width);
  while (shown.length > 0 && neededPx(shown) > width) shown.splice(findRarest(shown), 1);
  return [
    { name: 'name', sortKey: 'name', widthPx: null },
    ...shown.map(({ name, widthPx }) => ({ name, sortKey: toSortKey(name, kind), widthPx })),
  ];
}

/** The list of shared items sorts this column by person. */
function toSortKey(name: ColumnName, kind: ListKind): SortKey | null {
  if (name === 'location' || name === 'rights' || name === 'sources') return null;
  return name === 'sharing' && kind === 'sharedList' ? 'modifiedBy' : name;
}

/** In the list of shared items the date is when it was shared. */
export const toColumnLabel = (name: Column['name'], kind: ListKind): string =>
  name === 'modified' && kind === 'sharedList' ? t('browse.columns.sharedOn') : t(`browse.columns.${name}`);

function neededPx(shown: readonly ListColumn[]): number {
  const widths = shown.map(({ name, widthPx }) => widthPx ?? measures[name].minPx);
  return widths.reduce((sum, each) => sum + each, nameMinPx + checkPx + paddingPx);
}

/** The index of the column that needs the widest window. */
function findRarest(shown: readonly ListColumn[]): number {
  const froms = shown.map(({ name }) => measures[name].fromWidth);
  return froms.indexOf(Math.max(...froms));
}

/** Begins with a narrow track for the check marks. */
export function toTemplate(columns: readonly Column[]): string {
  return [`${checkPx}px`, ...columns.map(toTrack)].join(' ');
}

function toTrack({ name, widthPx }: Column): string {
  if (name === 'name') return nameTrack;
  if (widthPx !== null) return `${widthPx}px`;
  return `minmax(${measures[name].minPx}px, ${measures[name].share}fr)`;
}

export function moveColumn(
  columns: readonly ListColumn[],
  name: ColumnName,
  target: ColumnName,
): readonly ListColumn[] {
  const moved = columns.find((column) => column.name === name);
  const to = columns.findIndex((column) => column.name === target);
  if (moved === undefined || to < 0) return columns;
  return columns.filter((column) => column !== moved).toSpliced(to, 0, moved);
}

export function neighbourOf(shown: readonly Column[], name: ColumnName, step: -1 | 1): ColumnName | null {
  const found = shown[shown.findIndex((column) => column.name === name) + step]?.name ?? 'name';
  return found === 'name' ? null : found;
}

export const narrowestPx = 56;

/**
 * Moves the edge before a column by `byPx`, resizing this column and the one before it. `widths`: of the
 * visible columns; the name gets the rest.
 */
export function resizeAt(
  widths: ReadonlyMap<Column['name'], number>,
  before: Column['name'],
  name: ColumnName,
  byPx: number,
): ReadonlyMap<Column['name'], number> {
  const own = widths.get(name) ?? narrowestPx;
  const other = widths.get(before) ?? narrowestPx;
  const min = before === 'name' ? nameMinPx : narrowestPx;
  const by = Math.round(Math.max(Math.min(byPx, own - narrowestPx), min - other));
  return new Map([...widths, [before, other + by], [name, own - by]]);
}

/** Saves the widths of the visible columns, except the name. */
export function withWidths(
  columns: readonly ListColumn[],
  widths: ReadonlyMap<Column['name'], number>,
): readonly ListColumn[] {
  return columns.map((column) => ({ ...column, widthPx: widths.get(column.name) ?? column.widthPx }));
}
