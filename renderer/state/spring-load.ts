import type { DragEvent } from 'react';
import { paneBeside } from './pane.ts';
import type { PaneState } from './pane-state.ts';
import { useApp } from './store.ts';

export interface Spring {
  key: string;
  viewId?: string | null;
  open?: () => void;
}

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>;

const restMs = 1_000;
/** Less isn't a movement to something else. */
const minMovePx = 4;

let held: { key: string; timer: ReturnType<typeof setTimeout> } | null = null;
/** What appears there must not open, too. */
let openedAt: Point | null = null;
/** The panes before anything opened, to return to after a canceled drag. */
let origins: readonly PaneState[] = [];

export function holdOver(spring: Spring, { clientX, clientY }: DragEvent): void {
  if (openedAt !== null) {
    const movedPx = Math.hypot(clientX - openedAt.clientX, clientY - openedAt.clientY);
    if (movedPx < minMovePx) return;
    openedAt = null;
  }
  const key = `${spring.viewId ?? ''} ${spring.key}`;
  if (held?.key === key) return;
  letGo();
  const { open } = spring;
  if (open === undefined) return;
  const timer = setTimeout(() => {
    held = null;
    openedAt = { clientX, clientY };
    const { drag, hintDrop } = useApp.getState();
    if (drag !== null) noteOrigins();
    hintDrop(null);
    open();
  }, restMs);
  held = { key, timer };
}

export function letGo(): void {
  if (held !== null) clearTimeout(held.timer);
  held = null;
}

/** `isDropped`: the person stays where the drop was; otherwise the panes show what they showed before. */
export function endSprings(isDropped: boolean): void {
  letGo();
  openedAt = null;
  const before = origins;
  origins = [];
  if (isDropped) return;
  for (const side of ['start', 'end'] as const) {
    const { now, returnTo } = paneBeside(side);
    const origin = before.find(({ paneId }) => paneId === now().paneId);
    if (origin !== undefined && origin.history !== now().history) returnTo(origin);
  }
}

function noteOrigins(): void {
  if (origins.length > 0) return;
  const { other } = useApp.getState();
  origins = other === null ? [paneBeside('start').now()] : [useApp.getState(), other];
}
