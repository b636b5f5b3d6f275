import { type DragEvent, type MouseEvent, type PointerEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { isSelected } from '../../state/selection.ts';
import { useApp } from '../../state/store.ts';
import { dragOver, dropOn, type DropTarget } from '../../state/drop-target.ts';
import { openMenuAtFocus } from './use-grid-keys.ts';
import { toFolderTarget, toRowTarget } from './drop-targets.ts';
import type { RowAct } from './row-actions.tsx';
import type { RowAt } from './use-rows.ts';
import { useSpots } from './use-spots.ts';

/** The pointer over the list: clicks as people know them, hover, the context menu, files from outside. */
export function useGridPointer(head: ViewHead, rowAt: RowAt) {
  const spots = useSpots(head);
  const [hovered, setHovered] = useState<number | null>(null);

  const hit = (event: MouseEvent): { ordinal: number; item: Item } | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-ordinal]');
    const ordinal = Number(row?.dataset['ordinal'] ?? Number.NaN);
    const item = Number.isNaN(ordinal) ? undefined : rowAt(ordinal);
    return item === undefined ? null : { ordinal, item };
  };

  const onClick = (event: MouseEvent) => {
    if (isOwn(event)) return;
    const { select } = useApp.getState();
    const at = hit(event);
    if (at === null) {
      if (!isHeader(event)) select({ type: 'clear' });
      return;
    }
    const act = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset['act'];
    const spot = { itemId: at.item.itemId, ordinal: at.ordinal };
    if (act === 'toggle') select({ type: 'toggle', spot });
    else if (act !== undefined) runAct(act as RowAct, () => select({ type: 'pick', spot }), event);
    else if (event.shiftKey) spots.extendTo(at.ordinal, event.ctrlKey || event.metaKey);
    else select({ type: event.ctrlKey || event.metaKey ? 'toggle' : 'pick', spot });
  };

  const onDoubleClick = (event: MouseEvent) => {
    if (isOwn(event) || isHeader(event) || (event.target as Element).closest('[data-act]') !== null) return;
    if (hit(event) !== null && !event.ctrlKey && !event.shiftKey) requestCommand('open');
  };

  const onContextMenu = (event: MouseEvent) => {
    if (isOwn(event)) return;
    event.preventDefault();
    // The Menu key arrives here, too, without a pointer and so without a place.
    if ((event.nativeEvent as globalThis.PointerEvent).pointerType === '') {
      openMenuAtFocus();
      return;
    }
    const at = hit(event);
    if (at !== null) include(at.ordinal, at.item);
    else useApp.getState().select({ type: 'clear' });
    useApp.getState().openContextMenu({ x: event.clientX, y: event.clientY });
  };

  const targetOf = (event: DragEvent): DropTarget => {
    const at = hit(event);
    return (at === null ? null : toRowTarget(head, at.item)) ?? toFolderTarget(head);
  };

  return {
    hovered,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.dataset['keys'] = 'false';
    },
    onMouseDown: keepFocus,
    onClick,
    onDoubleClick,
    onContextMenu,
    onPointerOver: (event: MouseEvent) => setHovered(hit(event)?.ordinal ?? null),
    onPointerLeave: () => setHovered(null),
    onDragEnter: (event: DragEvent) => dragOver(event, targetOf(event)),
    onDragOver: (event: DragEvent) => dragOver(event, targetOf(event)),
    onDrop: (event: DragEvent) => dropOn(event, targetOf(event)),
  };
}

/** The buttons in the list are the pointer's alone: the focus is the list's, and its keys work after each click. */
function keepFocus(event: MouseEvent<HTMLElement>): void {
  if (isOwn(event) || (event.target as Element).closest('button') === null) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}

/** As a right click does: what is not selected becomes the selection. */
function include(ordinal: number, item: Item): void {
  const { selection, select } = useApp.getState();
  const spot = { itemId: item.itemId, ordinal };
  select(isSelected(selection, item.itemId) ? { type: 'focus', spot } : { type: 'pick', spot });
}

/** A button of a row acts on that row alone. */
function runAct(act: RowAct, pick: () => void, event: MouseEvent): void {
  // The command reads what is selected from what is on screen: it has to be there first.
  flushSync(pick);
  if (act !== 'more') {
    requestCommand(act);
    return;
  }
  const box = (event.target as Element).closest('button')?.getBoundingClientRect();
  if (box !== undefined) useApp.getState().openContextMenu({ x: box.left, y: box.bottom });
}

function isHeader(event: MouseEvent): boolean {
  return (event.target as Element).closest('[role="columnheader"], [aria-rowindex="1"]') !== null;
}

/** The box in which a name is being edited has the pointer for itself. */
function isOwn(event: MouseEvent): boolean {
  return (event.target as Element).closest('[data-renaming]') !== null;
}
