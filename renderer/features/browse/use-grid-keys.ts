import type { KeyboardEvent } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { type Pane, usePane } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import type { Sight } from '../../ui/grid/grid-moves.ts';
import { useListKeys } from '../../ui/grid/use-list-keys.ts';
import { findPane } from '../../ui/panes.ts';
import { rowId } from './file-row.tsx';
import { useRowLookup } from './use-row-lookup.ts';

/**
 * The keys that belong to the list itself. What is a command (Enter, Delete, F2, ...) moves to the window's key handler.
 */
export function useGridKeys(head: ViewHead, sight: () => Sight, scrollTo: (ordinal: number) => void) {
  const rows = useRowLookup(head);
  const pane = usePane();
  const { viewId } = head;
  const goTo = (ordinal: number, type: 'pick' | 'focus'): void => {
    scrollTo(ordinal);
    rows.withRow(ordinal, (position) => pane.select({ type, position }));
  };
  const pressed = useListKeys({
    listId: viewId,
    count: head.count,
    focus: () => pane.now().selection.focus?.ordinal ?? -1,
    sight,
    move(ordinal, kind) {
      if (kind === 'pick' || kind === 'focus') goTo(ordinal, kind);
      else if (rows.extendTo(ordinal, kind === 'extendMore')) scrollTo(ordinal);
    },
    toggle() {
      const { selection } = pane.now();
      if (selection.focus !== null) pane.select({ type: 'toggle', position: selection.focus });
    },
    clear: () => pane.select({ type: 'clear' }),
    openMenu: () => openMenuAtFocus(pane),
    find(prefix, from) {
      void call('view.findPrefix', { viewId, prefix, from }).then(
        ({ ordinal }) => {
          if (ordinal !== null) goTo(ordinal, 'pick');
        },
        // Nothing of that name to go to is no news.
        () => undefined,
      );
    },
  });

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    event.currentTarget.dataset['keys'] = 'true';
    if (pressed(event)) event.preventDefault();
  };
}

/** Beside the row that has the focus, or at the top of the list. */
export function openMenuAtFocus({ now, side }: Pane): void {
  const { openContextMenu } = useApp.getState();
  const { selection } = now();
  const row = selection.focus === null ? null : document.getElementById(rowId(side, selection.focus.ordinal));
  const box = (row ?? findPane('files'))?.getBoundingClientRect();
  if (box !== undefined)
    openContextMenu({ x: box.left + 72, y: row === null ? box.top + 40 : box.bottom - 4, target: null });
}
