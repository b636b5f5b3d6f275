import type { SortKey } from '../../../electron/contract/records.ts';

export type ColumnName = 'name' | 'modified' | 'modifiedBy' | 'size' | 'sharing';

export interface Column {
  name: ColumnName;
  /** null: can't be sorted by */
  sortKey: SortKey | null;
  /** A track of the grid template. */
  track: string;
  /** Shown from this width of the pane on, in CSS pixels. */
  fromWidth: number;
}

const all: readonly Column[] = [
  { name: 'name', sortKey: 'name', track: 'minmax(200px, 3.4fr)', fromWidth: 0 },
  { name: 'modified', sortKey: 'modified', track: 'minmax(116px, 1fr)', fromWidth: 480 },
  { name: 'modifiedBy', sortKey: null, track: 'minmax(132px, 1.2fr)', fromWidth: 940 },
  { name: 'size', sortKey: 'size', track: 'minmax(108px, 0.8fr)', fromWidth: 0 },
  { name: 'sharing', sortKey: 'sharing', track: 'minmax(124px, 1.4fr)', fromWidth: 640 },
];

/** The columns that have room. They depend on the width alone, so nothing jumps when rows arrive. */
export function columnsFor(width: number): readonly Column[] {
  return all.filter((column) => column.fromWidth <= width);
}

/** A narrow track for the check marks comes first. */
export function toTemplate(columns: readonly Column[]): string {
  return ['36px', ...columns.map((column) => column.track)].join(' ');
}
