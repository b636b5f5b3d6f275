import { type KeyboardEvent, useRef } from 'react';
import { type GridSize, toMove, toSearch, type TypeAhead, typeAheadPauseMs, typeOn } from './grid-moves.ts';

/**
 * pick: select only that row. focus: move without selecting. extend: select up to it; extendMore: add up to
 * it.
 */
export type MoveKind = 'pick' | 'focus' | 'extend' | 'extendMore';

export interface ListActions {
  listId: string;
  count: number;
  /** -1: none. */
  focus: () => number;
  gridSize: () => GridSize;
  move: (ordinal: number, kind: MoveKind) => void;
  toggle: () => void;
  clear: () => void;
  openMenu: () => void;
  find: (prefix: string, from: number) => void;
}

interface Typing {
  listId: string;
  typing: TypeAhead;
}

const nothingTyped: TypeAhead = { typed: '', at: Number.NEGATIVE_INFINITY };

/** Returns false for other keys. */
export function useListKeys(actions: ListActions): (event: KeyboardEvent) => boolean {
  const { listId } = actions;
  const last = useRef<Typing>({ listId, typing: nothingTyped });

  const typeAhead = (event: KeyboardEvent): boolean => {
    const now = event.timeStamp;
    const before = last.current.listId === listId ? last.current.typing : nothingTyped;
    const under = now - before.at < typeAheadPauseMs;
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === '?' || (event.key === ' ' && !under)) return false;
    const typing = typeOn(before, event.key, now);
    last.current = { listId, typing };
    const { prefix, from } = toSearch(typing.typed, actions.focus());
    actions.find(prefix, from);
    return true;
  };

  return (event) => {
    const isOther = [move, toggle, clear, openMenu].some((handle) => handle(event, actions));
    if (isOther) last.current = { listId, typing: nothingTyped };
    return isOther || typeAhead(event);
  };
}

function move(event: KeyboardEvent, actions: ListActions): boolean {
  const ordinal = toMove(event.key, actions.focus(), actions.count, actions.gridSize());
  if (ordinal === null || event.altKey || event.metaKey) return false;
  actions.move(ordinal, toKind(event));
  return true;
}

function toKind({ shiftKey, ctrlKey }: KeyboardEvent): MoveKind {
  if (shiftKey) return ctrlKey ? 'extendMore' : 'extend';
  return ctrlKey ? 'focus' : 'pick';
}

function toggle(event: KeyboardEvent, actions: ListActions): boolean {
  if (event.key !== ' ' || !(event.ctrlKey || event.metaKey)) return false;
  actions.toggle();
  return true;
}

function clear(event: KeyboardEvent, actions: ListActions): boolean {
  if (event.key !== 'Escape') return false;
  actions.clear();
  return true;
}

function openMenu(event: KeyboardEvent, actions: ListActions): boolean {
  if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return false;
  actions.openMenu();
  return true;
}
