import { type MouseEvent, useMemo, useReducer, useState } from 'react';
import {
  emptySelection,
  isSelected,
  select,
  type RowPosition,
  type SelectionEvent,
  type SelectionState,
} from './selection.ts';
import type { MoveKind } from './use-list-keys.ts';

interface Row {
  rowId: string;
}

export interface RowSelection<R extends Row> {
  selected: readonly R[];
  count: number;
  has: (row: R) => boolean;
  isAll: boolean;
  /** -1: none. It stays with its row, or takes the one now in its place. */
  current: number;
  click: (ordinal: number, event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => void;
  include: (ordinal: number) => void;
  move: (ordinal: number, kind: MoveKind) => void;
  toggle: (ordinal: number) => void;
  all: () => void;
  only: (chosen: readonly R[]) => void;
  clear: () => void;
}

/** Changing `listId` clears the selection. */
export function useRowSelection<R extends Row>(rows: readonly R[], listId: string): RowSelection<R> {
  const [state, dispatch] = useReducer(select, emptySelection);
  const [shown, setShown] = useState(listId);
  if (shown !== listId) {
    setShown(listId);
    dispatch({ type: 'clear' });
  }
  const selected = useMemo(() => rows.filter(({ rowId }) => isSelected(state, rowId)), [rows, state]);
  const positionOf = (ordinal: number): RowPosition => ({ itemId: rows[ordinal]?.rowId ?? '', ordinal });
  const extend = (ordinal: number, keep: boolean) => dispatch(toRange(rows, state, ordinal, keep));
  const toggle = (ordinal: number) => dispatch({ type: 'toggle', position: positionOf(ordinal) });
  return {
    selected,
    count: selected.length,
    has: ({ rowId }) => isSelected(state, rowId),
    isAll: rows.length > 0 && selected.length === rows.length,
    current: toCurrent(rows, state),
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
    only: (chosen) =>
      dispatch({
        type: 'range',
        position: positionOf(
          Math.max(
            0,
            rows.findIndex(({ rowId }) => rowId === chosen[0]?.rowId),
          ),
        ),
        keep: false,
        ids: chosen.map(({ rowId }) => rowId),
      }),
    clear: () => dispatch({ type: 'clear' }),
  };
}

function toCurrent(rows: readonly Row[], { focus }: SelectionState): number {
  if (focus === null) return -1;
  if (rows[focus.ordinal]?.rowId === focus.itemId) return focus.ordinal;
  const moved = rows.findIndex(({ rowId }) => rowId === focus.itemId);
  return moved === -1 ? Math.min(focus.ordinal, rows.length - 1) : moved;
}

/** From the start of the range, wherever that row is now. */
function toRange(
  rows: readonly Row[],
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
