import { type KeyboardEvent, useRef } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { useApp } from '../../state/store.ts';
import { rowId } from './file-row.tsx';
import { type Sight, toMove, toSearch, type TypeAhead, typeAheadPauseMs, typeOn } from './grid-moves.ts';
import { useRowLookup } from './use-row-lookup.ts';

const nothingTyped: TypeAhead = { typed: '', at: Number.NEGATIVE_INFINITY };

/** What was typed for one view is nothing to the next, however soon. */
interface Typing {
  viewId: string;
  typing: TypeAhead;
}

/**
 * The keys that belong to the list itself: moving, selecting, type-ahead, the context menu. What is a command
 * (Enter, Delete, F2, ...) moves to the window's key handler.
 */
export function useGridKeys(head: ViewHead, sight: () => Sight, scrollTo: (ordinal: number) => void) {
  const rows = useRowLookup(head);
  const { viewId } = head;
  const last = useRef<Typing>({ viewId, typing: nothingTyped });

  const move = (event: KeyboardEvent): boolean => {
    const { selection, select } = useApp.getState();
    const ordinal = toMove(event.key, selection.focus?.ordinal ?? -1, head.count, sight());
    if (ordinal === null || event.altKey || event.metaKey) return false;
    if (event.shiftKey) {
      if (rows.extendTo(ordinal, event.ctrlKey)) scrollTo(ordinal);
      return true;
    }
    scrollTo(ordinal);
    rows.withRow(ordinal, (position) => select({ type: event.ctrlKey ? 'focus' : 'pick', position }));
    return true;
  };

  const typeAhead = (event: KeyboardEvent): boolean => {
    const now = event.timeStamp;
    const before = last.current.viewId === viewId ? last.current.typing : nothingTyped;
    const under = now - before.at < typeAheadPauseMs;
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === '?' || (event.key === ' ' && !under)) return false;
    const typing = typeOn(before, event.key, now);
    last.current = { viewId, typing };
    const focus = useApp.getState().selection.focus?.ordinal ?? -1;
    void call('view.findPrefix', { viewId, ...toSearch(typing.typed, focus) }).then(
      ({ ordinal }) => {
        if (ordinal === null) return;
        scrollTo(ordinal);
        rows.withRow(ordinal, (position) => useApp.getState().select({ type: 'pick', position }));
      },
      // Nothing of that name to go to is no news.
      () => undefined,
    );
    return true;
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    event.currentTarget.dataset['keys'] = 'true';
    const isOther = [move, toggle, clear, openMenu].some((handle) => handle(event));
    if (isOther) last.current = { viewId, typing: nothingTyped };
    if (isOther || typeAhead(event)) event.preventDefault();
  };
}

function toggle(event: KeyboardEvent): boolean {
  if (event.key !== ' ' || !(event.ctrlKey || event.metaKey)) return false;
  const { selection, select } = useApp.getState();
  if (selection.focus !== null) select({ type: 'toggle', position: selection.focus });
  return true;
}

function clear(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape') return false;
  useApp.getState().select({ type: 'clear' });
  return true;
}

function openMenu(event: KeyboardEvent): boolean {
  if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return false;
  openMenuAtFocus();
  return true;
}

/** Beside the row that has the focus, or at the top of the list. */
export function openMenuAtFocus(): void {
  const { selection, openContextMenu } = useApp.getState();
  const row = selection.focus === null ? null : document.getElementById(rowId(selection.focus.ordinal));
  const box = (row ?? document.querySelector('[data-pane="files"]'))?.getBoundingClientRect();
  if (box !== undefined)
    openContextMenu({ x: box.left + 72, y: row === null ? box.top + 40 : box.bottom - 4, target: null });
}
