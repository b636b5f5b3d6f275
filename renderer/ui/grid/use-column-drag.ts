import { type PointerEvent, useRef, useState } from 'react';
import type { ColumnName } from '../../../electron/contract/settings.ts';
import type { Column } from './columns.ts';

/** A smaller movement is a click. */
const startPx = 6;

export interface HeadDrag {
  name: ColumnName;
  over: ColumnName | null;
  side: 'before' | 'after';
}

interface Start {
  name: ColumnName;
  x: number;
}

export function useColumnDrag(
  columns: readonly Column[],
  drop: (name: ColumnName, target: ColumnName) => void,
) {
  const [drag, setDrag] = useState<HeadDrag | null>(null);
  const start = useRef<Start | null>(null);
  const wasDragged = useRef(false);

  const overAt = (x: number, headerRow: Element): HeadDrag['over'] => {
    const names = columns.flatMap(({ name }) => (name === 'name' ? [] : [name]));
    const at = names.findIndex((name) => {
      const box = headerRow.querySelector(`[data-column="${name}"]`)?.getBoundingClientRect();
      return box !== undefined && x >= box.left && x < box.right;
    });
    return names[at] ?? null;
  };

  const onPointerDown = (event: PointerEvent) => {
    wasDragged.current = false;
    const head = (event.target as Element).closest<HTMLElement>('[data-column]');
    const name = columns.find((column) => column.name === head?.dataset['column'])?.name ?? 'name';
    if (event.button !== 0 || name === 'name' || isEdge(event)) return;
    start.current = { name, x: event.clientX };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const from = start.current;
    if (from === null) return;
    if (!wasDragged.current && Math.abs(event.clientX - from.x) < startPx) return;
    if (!wasDragged.current) event.currentTarget.setPointerCapture(event.pointerId);
    wasDragged.current = true;
    const over = overAt(event.clientX, event.currentTarget);
    const places = columns.map(({ name }) => name);
    const isAfter = over !== null && places.indexOf(over) > places.indexOf(from.name);
    setDrag({ name: from.name, over: over === from.name ? null : over, side: isAfter ? 'after' : 'before' });
  };
  const onPointerUp = () => {
    start.current = null;
    setDrag(null);
    if (drag !== null && drag.over !== null) drop(drag.name, drag.over);
  };
  const onPointerCancel = () => {
    start.current = null;
    setDrag(null);
  };
  /** Suppresses the click at the end of a drag, which would sort. */
  const onClickCapture = (event: { stopPropagation: () => void }) => {
    if (wasDragged.current) event.stopPropagation();
    wasDragged.current = false;
  };
  return { drag, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onClickCapture } };
}

export const isEdge = (event: { target: EventTarget }): boolean =>
  (event.target as Element).closest('[data-edge]') !== null;
