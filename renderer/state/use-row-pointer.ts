import type { MouseEvent } from 'react';
import type { RowSelection } from './use-row-selection.ts';

interface Pointed<R extends { rowId: string }> {
  rows: readonly R[];
  selection: RowSelection<R>;
  onOpen: (row: R) => void;
  onMenu: (at: { x: number; y: number }) => void;
}

/** Handles clicks, double clicks, and the context menu of such a list. */
export function useRowPointer<R extends { rowId: string }>(
  { rows, selection, onOpen, onMenu }: Pointed<R>,
  onFocusRow: (ordinal: number) => void,
) {
  return {
    onClick(event: MouseEvent) {
      const target = toTarget(event);
      if (target === null) return;
      onFocusRow(target.ordinal);
      if (target.isCheck) selection.toggle(target.ordinal);
      else selection.click(target.ordinal, event);
    },
    onDoubleClick(event: MouseEvent) {
      const target = toTarget(event);
      const row = target === null || target.isCheck ? undefined : rows[target.ordinal];
      if (row !== undefined && !event.ctrlKey && !event.shiftKey) onOpen(row);
    },
    onContextMenu(event: MouseEvent) {
      const target = toTarget(event);
      if (target === null) return;
      event.preventDefault();
      onFocusRow(target.ordinal);
      selection.include(target.ordinal);
      onMenu({ x: event.clientX, y: event.clientY });
    },
  };
}

function toTarget({ target }: MouseEvent): { ordinal: number; isCheck: boolean } | null {
  if (!(target instanceof Element)) return null;
  const button = target.closest<HTMLElement>('button');
  const isCheck = button?.dataset['act'] === 'toggle';
  const ordinal = target.closest<HTMLElement>('[data-ordinal]')?.dataset['ordinal'];
  return ordinal === undefined || (button !== null && !isCheck)
    ? null
    : { ordinal: Number(ordinal), isCheck };
}
