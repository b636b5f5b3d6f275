import { type KeyboardEvent, type MouseEvent, useMemo, useReducer } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import {
  emptySelection,
  isSelected,
  select,
  type RowPosition,
  type SelectionEvent,
  type SelectionState,
} from '../../state/selection.ts';

/** What is selected in the list of local copies, in the order in which they are shown. */
export interface DocumentSelection {
  selected: readonly SavedFile[];
  has: (file: SavedFile) => boolean;
  click: (ordinal: number, event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => void;
  /** A right click selects the row, unless it is part of the selection already. */
  include: (ordinal: number) => void;
  /** The focus has moved by key. */
  moveTo: (ordinal: number, event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => void;
  toggle: (ordinal: number) => void;
  all: () => void;
  clear: () => void;
}

export function useDocumentSelection(files: readonly SavedFile[]): DocumentSelection {
  const [state, dispatch] = useReducer(select, emptySelection);
  const selected = useMemo(
    () => files.filter(({ documentId }) => isSelected(state, documentId)),
    [files, state],
  );
  const positionOf = (ordinal: number): RowPosition => ({
    itemId: files[ordinal]?.documentId ?? '',
    ordinal,
  });
  const extend = (ordinal: number, keep: boolean) => dispatch(toRange(files, state, ordinal, keep));
  return {
    selected,
    has: ({ documentId }) => isSelected(state, documentId),
    click(ordinal, { ctrlKey, metaKey, shiftKey }) {
      if (shiftKey) extend(ordinal, ctrlKey || metaKey);
      else dispatch({ type: ctrlKey || metaKey ? 'toggle' : 'pick', position: positionOf(ordinal) });
    },
    include(ordinal) {
      const position = positionOf(ordinal);
      dispatch({ type: isSelected(state, position.itemId) ? 'focus' : 'pick', position });
    },
    moveTo(ordinal, { ctrlKey, metaKey, shiftKey }) {
      if (shiftKey) extend(ordinal, ctrlKey || metaKey);
      else dispatch({ type: ctrlKey || metaKey ? 'focus' : 'pick', position: positionOf(ordinal) });
    },
    toggle: (ordinal) => dispatch({ type: 'toggle', position: positionOf(ordinal) }),
    all: () => dispatch({ type: 'all' }),
    clear: () => dispatch({ type: 'clear' }),
  };
}

/** From where the range began, wherever that row stands now. */
function toRange(
  files: readonly SavedFile[],
  { anchor }: SelectionState,
  ordinal: number,
  keep: boolean,
): SelectionEvent {
  const position = { itemId: files[ordinal]?.documentId ?? '', ordinal };
  const began = files.findIndex(({ documentId }) => documentId === anchor?.itemId);
  const from = began === -1 ? ordinal : began;
  const between = files.slice(Math.min(from, ordinal), Math.max(from, ordinal) + 1);
  return { type: 'range', position, keep, ids: between.map(({ documentId }) => documentId) };
}
