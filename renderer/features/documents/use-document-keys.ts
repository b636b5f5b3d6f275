import type { KeyboardEvent } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { useListKeys } from '../../ui/grid/use-list-keys.ts';
import { documentRowId } from './document-row.tsx';
import { type CopyRow, toFiles } from './document-rows.ts';
import type { CopySelection } from './use-copy-selection.ts';

interface DocumentKeys {
  rows: readonly CopyRow[];
  listId: string;
  selection: CopySelection;
  current: number;
  perPage: () => number;
  focusRow: (ordinal: number) => void;
  onOpen: (row: CopyRow) => void;
  onUp: () => void;
  onRemove: (files: readonly SavedFile[]) => void;
  onMenu: (at: { x: number; y: number }) => void;
}

export function useDocumentKeys(keys: DocumentKeys): (event: KeyboardEvent) => void {
  const { rows, listId, selection, current, perPage, focusRow } = keys;
  const pressed = useListKeys({
    listId,
    count: rows.length,
    focus: () => current,
    gridSize: () => ({ perPage: perPage(), perRow: 1 }),
    move(ordinal, kind) {
      focusRow(ordinal);
      selection.move(ordinal, kind);
    },
    toggle: () => selection.toggle(current),
    clear: () => selection.clear(),
    openMenu() {
      selection.include(current);
      const box = document.getElementById(documentRowId(current))?.getBoundingClientRect();
      if (box !== undefined) keys.onMenu({ x: box.left + 72, y: box.bottom - 4 });
    },
    find(prefix, from) {
      const ordinal = findPrefix(rows, prefix, from);
      if (ordinal === null) return;
      focusRow(ordinal);
      selection.move(ordinal, 'pick');
    },
  });
  return (event) => {
    // A focused button handles its own keys.
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    if (runKey(event, keys) || pressed(event)) event.preventDefault();
  };
}

function runKey(event: KeyboardEvent, { rows, selection, current, onOpen, onUp, onRemove }: DocumentKeys) {
  const row = rows[current];
  const withControl = event.ctrlKey || event.metaKey;
  if (row === undefined) return false;
  if (event.key === 'Enter') onOpen(row);
  else if (event.key === 'Backspace' || (event.key === 'ArrowUp' && event.altKey)) onUp();
  // The selection, or the focused row if it isn't selected.
  else if (event.key === 'Delete') onRemove(selection.has(row) ? selection.files : toFiles([row]));
  else if (event.key.toLowerCase() === 'a' && withControl) selection.all();
  else return false;
  return true;
}

const nameOf = (row: CopyRow): string => (row.kind === 'file' ? row.file.name : row.name);

/** The first row at or after `from`, wrapping around, that begins with `prefix`. */
function findPrefix(rows: readonly CopyRow[], prefix: string, from: number): number | null {
  const lowerPrefix = prefix.toLocaleLowerCase();
  for (let step = 0; step < rows.length; step += 1) {
    const ordinal = (from + step) % rows.length;
    const row = rows[ordinal];
    if (row !== undefined && nameOf(row).toLocaleLowerCase().startsWith(lowerPrefix)) return ordinal;
  }
  return null;
}
