import { type PointerEvent, useRef } from 'react';
import type { ColumnName, ListKind } from '../../../electron/contract/settings.ts';
import { type Column, resizeAt, toTemplate } from './columns.ts';
import { columnsProperty, useGridStyles } from './grid-styles.ts';

type Widths = ReadonlyMap<Column['name'], number>;

interface Props {
  kind: ListKind;
  name: ColumnName;
  shown: readonly Column[];
  onResize: (widths: Widths) => void;
  onFit: () => void;
}

export function ColumnEdge({ kind, name, shown, onResize, onFit }: Props) {
  const styles = useGridStyles();
  const drag = useRef<{ x: number; widths: Widths; now: Widths } | null>(null);
  const before = shown[shown.findIndex((column) => column.name === name) - 1]?.name ?? 'name';

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const widths = measure(event.currentTarget.closest('[role="row"]'), shown);
    drag.current = { x: event.clientX, widths, now: widths };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const from = drag.current;
    if (from === null) return;
    from.now = resizeAt(from.widths, before, name, event.clientX - from.x);
    setTracks(event.currentTarget, kind, shown, from.now);
  };
  const end = (keep: boolean) => (event: PointerEvent<HTMLElement>) => {
    const from = drag.current;
    drag.current = null;
    if (from === null) return;
    if (keep && from.now !== from.widths) onResize(from.now);
    else setTracks(event.currentTarget, kind, shown, null);
  };
  return (
    <span
      aria-hidden
      data-edge={name}
      className={styles.edge}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end(true)}
      onPointerCancel={end(false)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={onFit}
    />
  );
}

function measure(headerRow: Element | null, shown: readonly Column[]): Widths {
  return new Map(
    shown.map(({ name }) => [
      name,
      Math.round(headerRow?.querySelector(`[data-column="${name}"]`)?.getBoundingClientRect().width ?? 0),
    ]),
  );
}

/** Bypasses React, so that no row renders while the pointer moves. null: restores the widths. */
function setTracks(edge: HTMLElement, kind: ListKind, shown: readonly Column[], widths: Widths | null): void {
  const columns =
    widths === null
      ? shown
      : shown.map(({ name, ...rest }) => ({ ...rest, name, widthPx: widths.get(name) ?? null }));
  edge.closest<HTMLElement>('[role="grid"]')?.style.setProperty(columnsProperty, toTemplate(columns, kind));
}
