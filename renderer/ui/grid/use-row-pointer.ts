import { type MouseEvent, type PointerEvent, useState } from 'react';
import type { RowSelection } from './use-row-selection.ts';

interface Pointed<R extends { rowId: string }> {
  rows: readonly R[];
  selection: RowSelection<R>;
  onOpen: (row: R) => void;
  onMenu: (at: { x: number; y: number }) => void;
  /** The Menu key fires the same event, without a position. */
  onMenuKey: () => void;
}

export function useRowPointer<R extends { rowId: string }>(list: Pointed<R>) {
  const { rows, selection, onOpen, onMenu, onMenuKey } = list;
  // An element, because it may show another row without the pointer entering it.
  const [hovered, setHovered] = useState<HTMLElement | null>(null);
  return {
    hovered: toOrdinal(hovered),
    onPointerDown: ({ currentTarget }: PointerEvent<HTMLElement>) =>
      (currentTarget.dataset['keys'] = 'false'),
    onPointerOver: ({ target }: PointerEvent) => setHovered(toRow(target)),
    onPointerLeave: () => setHovered(null),
    onMouseDown: keepFocus,
    onClick(event: MouseEvent) {
      const target = toTarget(event);
      if (target === null) {
        if (isEmptySpace(event)) selection.clear();
      } else if (target.isCheck) selection.toggle(target.ordinal);
      else selection.click(target.ordinal, event);
    },
    onDoubleClick(event: MouseEvent) {
      const target = toTarget(event);
      const row = target === null || target.isCheck ? undefined : rows[target.ordinal];
      if (row !== undefined && !event.ctrlKey && !event.shiftKey) onOpen(row);
    },
    onContextMenu(event: MouseEvent) {
      const target = toTarget(event);
      if ((event.nativeEvent as globalThis.PointerEvent).pointerType === '') {
        event.preventDefault();
        onMenuKey();
      } else if (target !== null) {
        event.preventDefault();
        selection.include(target.ordinal);
        onMenu({ x: event.clientX, y: event.clientY });
      }
    },
  };
}

const toRow = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-ordinal]') : null;

const toOrdinal = (row: HTMLElement | null): number | null =>
  row === null ? null : Number(row.dataset['ordinal']);

function toTarget({ target }: MouseEvent): { ordinal: number; isCheck: boolean } | null {
  if (!(target instanceof Element)) return null;
  const button = target.closest<HTMLElement>('button');
  const isCheck = button?.dataset['act'] === 'toggle';
  const ordinal = toOrdinal(toRow(target));
  return ordinal === null || (button !== null && !isCheck) ? null : { ordinal, isCheck };
}

const isEmptySpace = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('[role="row"]') === null;

function keepFocus(event: MouseEvent<HTMLElement>): void {
  if (
    !(event.target instanceof Element) ||
    event.target.closest('[data-ordinal] button, [data-act="toggle"]') === null
  )
    return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}
