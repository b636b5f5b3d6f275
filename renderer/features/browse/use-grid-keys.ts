import type { KeyboardEvent } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { currentVisit } from '../../state/navigation.ts';
import { selectedCount } from '../../ui/grid/selection.ts';
import { useApp } from '../../state/store.ts';
import { usePane } from '../../state/pane.ts';
import type { GridSize } from '../../ui/grid/grid-moves.ts';
import { useListKeys } from '../../ui/grid/use-list-keys.ts';
import { findPane } from '../../ui/panes.ts';
import { useRowLookup } from './use-row-lookup.ts';

export function useGridKeys(head: ViewHead, gridSize: () => GridSize, scrollTo: (ordinal: number) => void) {
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
    focus: () => useApp.getState().selection.focus?.ordinal ?? -1,
    gridSize,
    move(ordinal, kind) {
      if (kind === 'pick' || kind === 'focus') goTo(ordinal, kind);
      else if (rows.extendTo(ordinal, kind === 'extendMore')) scrollTo(ordinal);
    },
    toggle() {
      const { selection, select } = useApp.getState();
      if (selection.focus !== null) select({ type: 'toggle', position: selection.focus });
    },
    // Clears the selection first, then the filter. A search query is cleared in its own box.
    clear() {
      const { selection, filter, history, select, setFilter } = useApp.getState();
      const isFiltered = filter !== '' && currentVisit(history).page.name === 'browse';
      if (isFiltered && selectedCount(selection, head.count) === 0) setFilter('');
      else select({ type: 'clear' });
    },
    openMenu: openMenuAtFocus,
    find(prefix, from) {
      void call('view.findPrefix', { viewId, prefix, from }).then(
        ({ ordinal }) => {
          if (ordinal !== null) goTo(ordinal, 'pick');
        },
        // No match needs no message.
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

export function openMenuAtFocus(): void {
  const { selection, openContextMenu } = useApp.getState();
  const list = findPane('files');
  const row =
    selection.focus === null ? null : list?.querySelector(`[data-ordinal="${selection.focus.ordinal}"]`);
  const box = (row ?? list)?.getBoundingClientRect();
  if (box !== undefined)
    openContextMenu({ x: box.left + 72, y: row == null ? box.top + 40 : box.bottom - 4, target: null });
}
