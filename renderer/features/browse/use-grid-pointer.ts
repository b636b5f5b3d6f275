import { type DragEvent, type MouseEvent, type PointerEvent, useEffect, useState } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { isSelected } from '../../ui/grid/selection.ts';
import { type Pane, usePane } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { dragOver, dropOn, type DropTarget } from '../../state/drop-target.ts';
import { planDrag } from '../../state/drag-out.ts';
import { beginDrag } from './drag-items.ts';
import { openMenuAtFocus } from './use-grid-keys.ts';
import { toFolderTarget, toRowTarget } from './drop-targets.ts';
import type { RowAction } from './row-actions.tsx';
import type { RowAt } from './use-rows.ts';
import { useRowLookup } from './use-row-lookup.ts';

export function useGridPointer(head: ViewHead, rowAt: RowAt) {
  const rows = useRowLookup(head);
  const pane = usePane();
  // An element, because it may show another row without the pointer entering it.
  const [hovered, setHovered] = useState<HTMLElement | null>(null);

  const { isPressed, press } = usePress();

  const hit = (event: MouseEvent): { ordinal: number; item: Item } | null => {
    const ordinal = toOrdinal(toRow(event.target as Element));
    const item = ordinal === null ? undefined : rowAt(ordinal);
    return ordinal === null || item === undefined ? null : { ordinal, item };
  };

  const onClick = (event: MouseEvent) => {
    if (isRenameBox(event)) return;
    const { select } = pane;
    const at = hit(event);
    if (at === null) {
      if (!isHeader(event)) select({ type: 'clear' });
      return;
    }
    const action = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset['act'];
    const position = { itemId: at.item.itemId, ordinal: at.ordinal };
    if (action === 'toggle') select({ type: 'toggle', position });
    else if (action !== undefined) runRowAction(action as RowAction, at.item, event);
    else if (event.shiftKey) rows.extendTo(at.ordinal, event.ctrlKey || event.metaKey);
    else select({ type: event.ctrlKey || event.metaKey ? 'toggle' : 'pick', position });
  };

  const onDoubleClick = (event: MouseEvent) => {
    if (isRenameBox(event) || isHeader(event) || (event.target as Element).closest('[data-act]') !== null)
      return;
    const at = hit(event);
    if (at !== null && !event.ctrlKey && !event.shiftKey) requestCommand('open', { target: at.item });
  };

  const onContextMenu = (event: MouseEvent) => {
    if (isRenameBox(event)) return;
    event.preventDefault();
    if ((event.nativeEvent as globalThis.PointerEvent).pointerType === '') {
      openMenuAtFocus();
      return;
    }
    const at = hit(event);
    if (at !== null) include(pane, at.ordinal, at.item);
    else pane.select({ type: 'clear' });
    useApp.getState().openContextMenu({ x: event.clientX, y: event.clientY, target: null });
  };

  const onDragStart = (event: DragEvent) => {
    const at = isRenameBox(event) ? null : hit(event);
    if (at === null) return event.preventDefault();
    beginDrag(event, head, at);
  };

  const targetOf = (event: DragEvent): DropTarget => {
    const at = hit(event);
    return (at === null ? null : toRowTarget(head, at.item, pane.go)) ?? toFolderTarget(head);
  };

  return {
    hovered: toOrdinal(hovered),
    isPressed,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      press();
      const list = event.currentTarget;
      list.dataset['keys'] = 'false';
      delete list.dataset['dragOut'];
      const at = event.button === 0 && !isRenameBox(event) ? hit(event) : null;
      if (at !== null)
        planDrag(head, at.item, pane.now().selection, (how) => (list.dataset['dragOut'] = how));
    },
    onMouseDown: keepFocus,
    onClick,
    onDoubleClick,
    onContextMenu,
    onPointerOver: (event: MouseEvent) => setHovered(toRow(event.target as Element)),
    onPointerLeave: () => setHovered(null),
    onDragStart,
    onDragEnter: (event: DragEvent) => dragOver(event, targetOf(event)),
    onDragOver: (event: DragEvent) => dragOver(event, targetOf(event)),
    onDrop: (event: DragEvent) => dropOn(event, targetOf(event)),
  };
}

function usePress() {
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    if (!isPressed) return;
    const undo = new AbortController();
    // The click comes after the release.
    const release = () => setTimeout(() => setPressed(false));
    for (const type of ['pointerup', 'pointercancel'])
      window.addEventListener(type, release, { signal: undo.signal });
    return () => undo.abort();
  }, [isPressed]);
  return { isPressed, press: () => setPressed(true) };
}

const toRow = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-ordinal]') ?? null;

const toOrdinal = (row: HTMLElement | null): number | null =>
  row === null ? null : Number(row.dataset['ordinal']);

function keepFocus(event: MouseEvent<HTMLElement>): void {
  if (isRenameBox(event) || (event.target as Element).closest('button') === null) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}

function include({ now, select }: Pane, ordinal: number, item: Item): void {
  const { selection } = now();
  const position = { itemId: item.itemId, ordinal };
  select(isSelected(selection, item.itemId) ? { type: 'focus', position } : { type: 'pick', position });
}

function runRowAction(action: RowAction, target: Item, event: MouseEvent): void {
  if (action !== 'more') {
    requestCommand(action, { target });
    return;
  }
  const box = (event.target as Element).closest('button')?.getBoundingClientRect();
  if (box !== undefined) useApp.getState().openContextMenu({ x: box.left, y: box.bottom, target });
}

function isHeader(event: MouseEvent): boolean {
  return (event.target as Element).closest('[role="columnheader"], [aria-rowindex="1"]') !== null;
}

function isRenameBox(event: MouseEvent): boolean {
  return (event.target as Element).closest('[data-renaming]') !== null;
}
