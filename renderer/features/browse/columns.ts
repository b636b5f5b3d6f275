import type { ColumnName, SortKey } from '../../../electron/contract/records.ts';

export interface Column {
  name: 'name' | ColumnName;
  /** null: can't be sorted by */
  sortKey: SortKey | null;
  /** A track of the grid template. */
  track: string;
  /** Shown from this width of the pane on, in CSS pixels. */
  fromWidth: number;
}

const all: readonly Column[] = [
  { name: 'name', sortKey: 'name', track: 'minmax(120px, 3.4fr)', fromWidth: 0 },
  { name: 'modified', sortKey: 'modified', track: 'minmax(116px, 1fr)', fromWidth: 480 },
  { name: 'modifiedBy', sortKey: null, track: 'minmax(132px, 1.2fr)', fromWidth: 940 },
  { name: 'size', sortKey: 'size', track: 'minmax(108px, 0.8fr)', fromWidth: 300 },
  { name: 'sharing', sortKey: 'sharing', track: 'minmax(124px, 1.4fr)', fromWidth: 640 },
];

/** Those a person may hide: a row without its name says nothing. */
export const optionalColumns: readonly ColumnName[] = all.flatMap(({ name }) =>
  name === 'name' ? [] : [name],
);

/** The wanted columns that have room. They never depend on the rows, so nothing jumps when those arrive. */
export function columnsFor(width: number, hidden: readonly ColumnName[]): readonly Column[] {
  return all.filter(
    ({ name, fromWidth }) => fromWidth <= width && (name === 'name' || !hidden.includes(name)),
  );
}

/** A narrow track for the check marks comes first. */
export function toTemplate(columns: readonly Column[]): string {
  return ['36px', ...columns.map((column) => column.track)].join(' ');
}
