import { useQueryClient } from '@tanstack/react-query';
import {
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { fetchIds } from '../../api/row-access.ts';
import { maxSelectionIds, type RowPosition, type SelectionState } from '../../ui/grid/selection.ts';
import { usePane } from '../../state/pane.ts';
import { type Point, type Stretch, type TileGeometry, tilesIn } from './tile-geometry.ts';

const startPx = 4;
/** Scrolls when the pointer is this close to an edge. */
const edgePx = 32;
const scrollPx = 12;

export interface Band {
  from: Point;
  to: Point;
}

/** Pixels of the window. */
interface Pointer {
  clientX: number;
  clientY: number;
}

interface Press {
  from: Point;
  before: SelectionState;
  pointer: Pointer;
  isBand: boolean;
}

/** Ctrl and Shift add to the selection. */
export function useRubberBand(
  head: ViewHead,
  scroller: RefObject<HTMLDivElement | null>,
  geometry: TileGeometry,
) {
  const client = useQueryClient();
  const pane = usePane();
  const [band, setBand] = useState<Band | null>(null);
  const press = useRef<Press | null>(null);
  // Rows may arrive late, so only the latest band counts.
  const latest = useRef(0);

  const extend = useEffectEvent((to: Point) => {
    const start = press.current;
    if (start === null) return;
    setBand({ from: start.from, to });
    const stretches = tilesIn(start.from, to, geometry, head.count);
    if (stretches.reduce((sum, each) => sum + each.to - each.from + 1, 0) > maxSelectionIds) return;
    const request = (latest.current += 1);
    const ids = Promise.all(stretches.map((each) => fetchIds(client, head.viewId, each.from, each.to)));
    ids.then(
      (found) => {
        if (request !== latest.current) return;
        const all = found.flat();
        const last = toPosition(stretches, all);
        pane.select({ type: 'band', ids: all, before: start.before, last });
      },
      () => undefined,
    );
  });

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    press.current = null;
    if (event.button !== 0 || isOnTile(event) || isOnScrollBar(event)) return;
    const { selection } = pane.now();
    const adds = event.ctrlKey || event.metaKey || event.shiftKey;
    const before: SelectionState = adds ? selection : { ...selection, mode: 'only', ids: new Set() };
    press.current = { from: toPoint(event.currentTarget, event), before, pointer: event, isBand: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const start = press.current;
    if (start === null) return;
    const to = toPoint(event.currentTarget, event);
    const isFar = Math.abs(to.x - start.from.x) + Math.abs(to.y - start.from.y) >= startPx;
    if (!start.isBand && !isFar) return;
    if (!start.isBand) event.currentTarget.setPointerCapture(event.pointerId);
    start.isBand = true;
    start.pointer = { clientX: event.clientX, clientY: event.clientY };
    extend(to);
  };
  const end = () => {
    if (press.current?.isBand !== true) press.current = null;
    setBand(null);
  };
  /** Suppresses the click at the end of a band, which would clear the selection. */
  const onClickCapture = (event: MouseEvent) => {
    if (press.current?.isBand === true) event.stopPropagation();
    press.current = null;
  };
  useEffect(() => {
    if (band === null) return;
    const area = scroller.current;
    const pointer = press.current?.pointer;
    if (area === null || pointer === undefined) return;
    const { top, bottom } = area.getBoundingClientRect();
    const by = pointer.clientY < top + edgePx ? -scrollPx : pointer.clientY > bottom - edgePx ? scrollPx : 0;
    const before = area.scrollTop;
    const frame = requestAnimationFrame(() => {
      area.scrollTop += by;
      if (area.scrollTop !== before) extend(toPoint(area, pointer));
    });
    return () => cancelAnimationFrame(frame);
  }, [band, scroller]);
  return {
    band,
    handlers: { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end, onClickCapture },
  };
}

function toPoint(pane: HTMLElement, { clientX, clientY }: Pointer): Point {
  const { left, top } = pane.getBoundingClientRect();
  return { x: clientX - left + pane.scrollLeft, y: clientY - top + pane.scrollTop };
}

function toPosition(stretches: readonly Stretch[], ids: readonly string[]): RowPosition | null {
  const ordinal = stretches.at(-1)?.to;
  const itemId = ids.at(-1);
  return ordinal === undefined || itemId === undefined ? null : { itemId, ordinal };
}

const isOnTile = (event: MouseEvent): boolean => (event.target as Element).closest('[data-ordinal]') !== null;

function isOnScrollBar({ currentTarget, clientX }: PointerEvent<HTMLElement>): boolean {
  return clientX > currentTarget.getBoundingClientRect().left + currentTarget.clientWidth;
}
