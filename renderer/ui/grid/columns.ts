import type { SortKey } from '../../../electron/contract/records.ts';
import type { ColumnName, ListColumn, ListKind } from '../../../electron/contract/settings.ts';
import { t } from '../../../electron/contract/strings/translate.ts';

export interface Column {
  name: 'name' | ColumnName;
  /** null: not sortable */
  sortKey: SortKey | null;
  widthPx: number | null;
}

interface Measure {
  minPx: number;
  share: number;
  /** The pane width, in CSS pixels, from which it is shown. */
  fromWidth: number;
  isShown: boolean;
}

export interface ColumnChoices {
  columns: readonly ListColumn[];
  save: (columns: readonly ListColumn[]) => void;
}

export const nameMinPx = 120;
const checkPx = 36;
const paddingPx = 24;

const buttonsPx = (kind: ListKind): number => (kind === 'copies' ? 216 : 0);

const measures: Readonly<Record<ColumnName, Measure>> = {
  location: { minPx: 132, share: 2, fromWidth: 420, isShown: true },
  modified: { minPx: 116, share: 1, fromWidth: 480, isShown: true },
  modifiedBy: { minPx: 132, share: 1.2, fromWidth: 940, isShown: true },
  size: { minPx: 108, share: 0.8, fromWidth: 300, isShown: true },
  type: { minPx: 124, share: 1.1, fromWidth: 780, isShown: false },
  sharing: { minPx: 124, share: 1.6, fromWidth: 640, isShown: true },
  rights: { minPx: 96, share: 0.7, fromWidth: 560, isShown: true },
  sources: { minPx: 132, share: 1.4, fromWidth: 820, isShown: true },
  from: { minPx: 96, share: 2, fromWidth: 800, isShown: true },
  downloaded: { minPx: 116, share: 0.8, fromWidth: 700, isShown: true },
  state: { minPx: 124, share: 2.4, fromWidth: 360, isShown: true },
  quota: { minPx: 124, share: 1, fromWidth: 560, isShown: true },
  index: { minPx: 120, share: 2.4, fromWidth: 1000, isShown: true },
  transfers: { minPx: 84, share: 1.6, fromWidth: 640, isShown: true },
  permissions: { minPx: 128, share: 1, fromWidth: 860, isShown: true },
  secret: { minPx: 112, share: 0.8, fromWidth: 700, isShown: true },
  lastUsed: { minPx: 104, share: 0.8, fromWidth: 940, isShown: true },
};
const nameTrack = `minmax(${nameMinPx}px, 3.4fr)`;

const toDefault = (name: ColumnName): ListColumn => ({
  name,
  isShown: measures[name].isShown,
  widthPx: null,
});

const toDefaults = (...names: readonly ColumnName[]): readonly ListColumn[] => names.map(toDefault);
export const defaultColumns = toDefaults('modified', 'modifiedBy', 'size', 'type', 'sharing');
const defaults: Readonly<Record<ListKind, readonly ListColumn[]>> = {
  myfiles: defaultColumns,
  shared: defaultColumns,
  // Only search results need a location.
  found: toDefaults('location', 'modified', 'modifiedBy', 'size', 'type', 'sharing'),
  // Its sharing column shows the person and whether the item is still shared.
  sharedList: toDefaults('modified', 'size', 'type', 'sharing', 'rights', 'sources'),
  copies: toDefaults('from', 'downloaded', 'size', 'state'),
  accounts: toDefaults('state', 'quota', 'index', 'transfers', 'permissions', 'secret', 'lastUsed'),
};

export const defaultsOf = (kind: ListKind): readonly ListColumn[] => defaults[kind];

/** Each once, with new ones last. */
export function completeColumns(
  stored: readonly ListColumn[] | undefined,
  kind: ListKind = 'myfiles',
): readonly ListColumn[] {
  if (stored === undefined) return defaultsOf(kind);
  const known = stored.filter(({ name }, at) => stored.findIndex((each) => each.name === name) === at);
  const missing = defaultsOf(kind).filter(({ name }) => !known.some((each) => each.name === name));
  return [...known, ...missing];
}

/** Independent of the rows, so nothing moves when rows arrive. */
export function columnsFor(
  width: number,
  requested: readonly ListColumn[],
  kind: ListKind = 'myfiles',
): readonly Column[] {
  const shown = requested.filter(({ name, isShown }) => isShown && measures[name].fromWidth <= width);
  while (shown.length > 0 && neededPx(shown, kind) > width) shown.splice(findRarest(shown), 1);
  return [
    { name: 'name', sortKey: 'name', widthPx: null },
    ...shown.map(({ name, widthPx }) => ({ name, sortKey: toSortKey(name, kind), widthPx })),
  ];
}

const sortKeys: Readonly<Partial<Record<ColumnName, SortKey>>> = {
  modified: 'modified',
  modifiedBy: 'modifiedBy',
  size: 'size',
  type: 'type',
  sharing: 'sharing',
};

/** The list of shared items sorts this column by person. */
const toSortKey = (name: ColumnName, kind: ListKind): SortKey | null =>
  name === 'sharing' && kind === 'sharedList' ? 'modifiedBy' : (sortKeys[name] ?? null);

const labels = {
  name: 'browse.columns.name',
  location: 'browse.columns.location',
  modified: 'browse.columns.modified',
  modifiedBy: 'browse.columns.modifiedBy',
  size: 'browse.columns.size',
  type: 'browse.columns.type',
  sharing: 'browse.columns.sharing',
  rights: 'browse.columns.rights',
  sources: 'browse.columns.sources',
  from: 'documents.columns.from',
  downloaded: 'documents.columns.downloaded',
  state: 'documents.columns.state',
  quota: 'overview.columns.quota',
  index: 'overview.columns.index',
  transfers: 'overview.columns.transfers',
  permissions: 'overview.columns.permissions',
  secret: 'overview.columns.secret',
  lastUsed: 'overview.columns.lastUsed',
} as const satisfies Record<Column['name'], string>;

export function toColumnLabel(name: Column['name'], kind: ListKind): string {
  if (kind === 'sharedList' && name === 'modified') return t('browse.columns.sharedOn');
  if (kind === 'accounts' && name === 'name') return t('overview.columns.name');
  return t(labels[name]);
}

function neededPx(shown: readonly ListColumn[], kind: ListKind): number {
  const widths = shown.map(({ name, widthPx }) => widthPx ?? measures[name].minPx);
  return widths.reduce((sum, each) => sum + each, nameMinPx + checkPx + paddingPx + buttonsPx(kind));
}

function findRarest(shown: readonly ListColumn[]): number {
  const fromWidths = shown.map(({ name }) => measures[name].fromWidth);
  return fromWidths.indexOf(Math.max(...fromWidths));
}

export function toTemplate(columns: readonly Column[], kind: ListKind = 'myfiles'): string {
  const buttons = buttonsPx(kind);
  return [`${checkPx}px`, ...columns.map(toTrack), ...(buttons === 0 ? [] : [`${buttons}px`])].join(' ');
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

/** Resizes this column and the one before it. `widths`: of the visible columns; the name gets the rest. */
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

export function withWidths(
  columns: readonly ListColumn[],
  widths: ReadonlyMap<Column['name'], number>,
): readonly ListColumn[] {
  return columns.map((column) => ({ ...column, widthPx: widths.get(column.name) ?? column.widthPx }));
}
