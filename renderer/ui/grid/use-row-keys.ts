import type { KeyboardEvent } from 'react';
import { useListKeys } from './use-list-keys.ts';
import type { RowSelection } from './use-row-selection.ts';

export interface RowKeys<R extends { rowId: string }> {
  listId: string;
  rows: readonly R[];
  selection: RowSelection<R>;
  visibleRows: () => number;
  /** For type-ahead. */
  nameOf: (row: R) => string;
  scrollTo: (ordinal: number) => void;
  onOpen: (row: R) => void;
  onUp?: () => void;
  onRemove?: (current: R) => void;
  onMenu: () => void;
}

export function useRowKeys<R extends { rowId: string }>(keys: RowKeys<R>): (event: KeyboardEvent) => boolean {
  const { listId, rows, selection, scrollTo, nameOf } = keys;
  const { current } = selection;
  const pressed = useListKeys({
    listId,
    count: rows.length,
    focus: () => current,
    gridSize: () => ({ visibleRows: keys.visibleRows(), perRow: 1 }),
    move(ordinal, kind) {
      scrollTo(ordinal);
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
      scrollTo(ordinal);
      selection.move(ordinal, 'pick');
    },
  });
  return (event) => runKey(event, keys) || pressed(event);
}

function runKey<R extends { rowId: string }>(event: KeyboardEvent, keys: RowKeys<R>): boolean {
  const { rows, selection, onOpen, onUp, onRemove } = keys;
  const row = rows[selection.current];
  if (event.key === 'Enter' && row !== undefined) onOpen(row);
  else if (onUp !== undefined && (event.key === 'Backspace' || (event.key === 'ArrowUp' && event.altKey)))
    onUp();
  else if (event.key === 'Delete' && onRemove !== undefined && row !== undefined) onRemove(row);
  else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) selection.all();
  else return false;
  return true;
}

/** At or after `from`, wrapping around. */
function findPrefix(names: readonly string[], prefix: string, from: number): number | null {
  const lowerPrefix = prefix.toLocaleLowerCase();
  for (let step = 0; step < names.length; step += 1) {
    const ordinal = (from + step) % names.length;
    if (names[ordinal]?.toLocaleLowerCase().startsWith(lowerPrefix) === true) return ordinal;
  }
  return null;
}
