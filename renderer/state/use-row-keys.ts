import type { KeyboardEvent } from 'react';
import { useListKeys } from '../ui/grid/use-list-keys.ts';
import type { RowSelection } from './use-row-selection.ts';

export interface RowKeys<R extends { rowId: string }> {
  listId: string;
  rows: readonly R[];
  selection: RowSelection<R>;
  current: number;
  perPage: () => number;
  /** For type-ahead. */
  nameOf: (row: R) => string;
  focusRow: (ordinal: number) => void;
  onEnter: (row: R) => void;
  /** The Delete key, with a selection. */
  onRemove?: () => void;
  /** A key requests the menu of the selection. */
  onMenu: () => void;
}

/** Keys of a list with all rows in the page: moving, selecting, opening, type-ahead. */
export function useRowKeys<R extends { rowId: string }>(keys: RowKeys<R>): (event: KeyboardEvent) => void {
  const { listId, rows, selection, current, focusRow, nameOf } = keys;
  const pressed = useListKeys({
    listId,
    count: rows.length,
    focus: () => current,
    gridSize: () => ({ perPage: keys.perPage(), perRow: 1 }),
    move(ordinal, kind) {
      focusRow(ordinal);
      selection.move(ordinal, kind);
    },
    toggle: () => selection.toggle(current),
    clear: () => selection.clear(),
    openMenu() {
      selection.include(current);
      keys.onMenu();
    },
    find(prefix, from) {
      const ordinal = findPrefix(rows.map(nameOf), prefix, from);
      if (ordinal === null) return;
      focusRow(ordinal);
      selection.move(ordinal, 'pick');
    },
  });
  return (event) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    if (runKey(event, keys) || pressed(event)) event.preventDefault();
  };
}

function runKey<R extends { rowId: string }>(event: KeyboardEvent, keys: RowKeys<R>): boolean {
  const { rows, selection, current, onEnter, onRemove } = keys;
  const row = rows[current];
  if (row === undefined) return false;
  if (event.key === 'Enter') onEnter(row);
  else if (event.key === 'Delete' && onRemove !== undefined) {
    if (selection.count === 0) selection.include(current);
    else onRemove();
  } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) selection.all();
  else return false;
  return true;
}

/** The first name at or after `from`, wrapping around, that begins with `prefix`. */
function findPrefix(names: readonly string[], prefix: string, from: number): number | null {
  const lowerPrefix = prefix.toLocaleLowerCase();
  for (let step = 0; step < names.length; step += 1) {
    const ordinal = (from + step) % names.length;
    if (names[ordinal]?.toLocaleLowerCase().startsWith(lowerPrefix) === true) return ordinal;
  }
  return null;
}
