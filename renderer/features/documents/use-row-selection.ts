import { type MouseEvent, useMemo, useReducer, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import {
  emptySelection,
  isSelected,
  select,
  type RowPosition,
  type SelectionEvent,
  type SelectionState,
} from '../../state/selection.ts';
import type { MoveKind } from '../../ui/grid/use-list-keys.ts';
import { type CopyRow, toFiles } from './document-rows.ts';

/** What is selected in the list of local copies, by the rules of the list of files. */
export interface RowSelection {
  /** The files that the selected rows stand for. */
  files: readonly SavedFile[];
  count: number;
  has: (row: CopyRow) => boolean;
  isAll: boolean;
  click: (ordinal: number, event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => void;
  /** A right click selects the row, unless it is part of the selection already. */
  include: (ordinal: number) => void;
  /** The focus has moved by key. */
  move: (ordinal: number, kind: MoveKind) => void;
  toggle: (ordinal: number) => void;
  all: () => void;
  clear: () => void;
}

export function useRowSelection(rows: readonly CopyRow[], listId: string): RowSelection {
  const [state, dispatch] = useReducer(select, emptySelection);
  const [shown, setShown] = useState(listId);
  // Another folder begins without a selection.
  if (shown !== listId) {
    setShown(listId);
    dispatch({ type: 'clear' });
  }
  const selected = useMemo(() => rows.filter(({ rowId }) => isSelected(state, rowId)), [rows, state]);
  const files = useMemo(() => toFiles(selected), [selected]);
  const positionOf = (ordinal: number): RowPosition => ({ itemId: rows[ordinal]?.rowId ?? '', ordinal });
  const extend = (ordinal: number, keep: boolean) => dispatch(toRange(rows, state, ordinal, keep));
  const toggle = (ordinal: number) => dispatch({ type: 'toggle', position: positionOf(ordinal) });
  return {
    files,
    count: selected.length,
    has: ({ rowId }) => isSelected(state, rowId),
    isAll: rows.length > 0 && selected.length === rows.length,
    click(ordinal, { ctrlKey, metaKey, shiftKey }) {
      if (shiftKey) extend(ordinal, ctrlKey || metaKey);
      else dispatch({ type: ctrlKey || metaKey ? 'toggle' : 'pick', position: positionOf(ordinal) });
    },
    include(ordinal) {
      const position = positionOf(ordinal);
      dispatch({ type: isSelected(state, position.itemId) ? 'focus' : 'pick', position });
    },
    move(ordinal, kind) {
      if (kind === 'pick' || kind === 'focus') dispatch({ type: kind, position: positionOf(ordinal) });
      else extend(ordinal, kind === 'extendMore');
    },
    toggle,
    all: () => dispatch({ type: 'all' }),
    clear: () => dispatch({ type: 'clear' }),
  };
}

/** From where the range began, wherever that row stands now. */
function toRange(
  rows: readonly CopyRow[],
  { anchor }: SelectionState,
  ordinal: number,
  keep: boolean,
): SelectionEvent {
  const position = { itemId: rows[ordinal]?.rowId ?? '', ordinal };
  const began = rows.findIndex(({ rowId }) => rowId === anchor?.itemId);
  const from = began === -1 ? ordinal : began;
  const between = rows.slice(Math.min(from, ordinal), Math.max(from, ordinal) + 1);
  return { type: 'range', position, keep, ids: between.map(({ rowId }) => rowId) };
}
