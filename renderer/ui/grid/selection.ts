import type { Selection } from '../../../electron/contract/records.ts';

/**
 * A rule, since the page never has all ids of a large folder. Focus (where keys act) and anchor (where a
 * range starts) are stored by id, which survives a refresh.
 */
export interface RowPosition {
  itemId: string;
  ordinal: number;
}

export interface SelectionState {
  mode: Selection['mode'];
  ids: ReadonlySet<string>;
  anchor: RowPosition | null;
  focus: RowPosition | null;
}

export type SelectionEvent =
  /** click, arrow: select only this */
  | { type: 'pick'; position: RowPosition }
  | { type: 'toggle'; position: RowPosition }
  /** Shift: from the anchor to here. `ids`: all in between, inclusive. */
  | { type: 'range'; position: RowPosition; ids: readonly string[]; keep: boolean }
  /** A rubber band: these, in addition to the previous selection. */
  | { type: 'band'; ids: readonly string[]; before: SelectionState; last: RowPosition | null }
  /** Ctrl+arrow: move the focus without selecting */
  | { type: 'focus'; position: RowPosition }
  | { type: 'arrive'; ids: readonly string[]; first: RowPosition }
  | { type: 'rule'; mode: Selection['mode']; ids: readonly string[] }
  | { type: 'all' }
  | { type: 'clear' }
  /** The view changed: new positions of focus and anchor; null: the item is gone. */
  | { type: 'relocate'; focus: RowPosition | null; anchor: RowPosition | null }
  | { type: 'forget'; ids: readonly string[] };

export const maxSelectionIds = 5000;

const nothing: ReadonlySet<string> = new Set();

export const emptySelection: SelectionState = { mode: 'only', ids: nothing, anchor: null, focus: null };

export function select(state: SelectionState, event: SelectionEvent): SelectionState {
  switch (event.type) {
    case 'pick':
      return {
        mode: 'only',
        ids: new Set([event.position.itemId]),
        anchor: event.position,
        focus: event.position,
      };
    case 'toggle':
      return {
        ...state,
        ids: toggled(state.ids, event.position.itemId),
        anchor: event.position,
        focus: event.position,
      };
    case 'range':
      return {
        ...withRange(state, event.ids, event.keep),
        anchor: state.anchor ?? event.position,
        focus: event.position,
      };
    case 'band':
      return {
        ...withRange(event.before, event.ids, true),
        anchor: event.last ?? event.before.anchor,
        focus: event.last ?? event.before.focus,
      };
    case 'focus':
      return { ...state, focus: event.position };
    case 'arrive':
      return { mode: 'only', ids: toArrived(event.ids), anchor: event.first, focus: event.first };
    case 'rule':
      return { ...state, mode: event.mode, ids: new Set(event.ids) };
    case 'all':
      return { ...state, mode: 'allExcept', ids: nothing };
    case 'clear':
      return { ...state, mode: 'only', ids: nothing };
    case 'relocate':
      return { ...state, focus: event.focus, anchor: event.anchor };
    case 'forget':
      return { ...state, ids: toRemainder(state.ids, event.ids) };
  }
}

const wholeSets = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function toRemainder(ids: ReadonlySet<string>, gone: readonly string[]): ReadonlySet<string> {
  const next = without(ids, gone);
  if (next !== ids) wholeSets.set(next, toWhole(ids));
  return next;
}

const toWhole = (ids: ReadonlySet<string>): ReadonlySet<string> => wholeSets.get(ids) ?? ids;

const arrived = new WeakSet<ReadonlySet<string>>();

function toArrived(ids: readonly string[]): ReadonlySet<string> {
  const set = new Set(ids);
  arrived.add(set);
  return set;
}

export const isArrived = ({ mode, ids }: SelectionState): boolean => mode === 'only' && arrived.has(ids);

/** Nobody has selected or unselected anything since `before`; now nothing may be selected. */
export function isUntouchedSince(now: SelectionState, before: SelectionState): boolean {
  if (now.mode === 'only' && now.ids.size === 0) return true;
  return now.mode === before.mode && toWhole(now.ids) === toWhole(before.ids);
}

export function isSelected(state: SelectionState, itemId: string): boolean {
  return (state.mode === 'only') === state.ids.has(itemId);
}

export function selectedCount(state: SelectionState, viewCount: number): number {
  return state.mode === 'only' ? state.ids.size : Math.max(0, viewCount - state.ids.size);
}

export function onlySelected(state: SelectionState): string | null {
  if (state.mode !== 'only' || state.ids.size !== 1) return null;
  const [itemId] = state.ids;
  return itemId ?? null;
}

export function toSelection(viewId: string, state: SelectionState): Selection {
  return { viewId, mode: state.mode, itemIds: [...state.ids] };
}

function withRange(
  state: SelectionState,
  ids: readonly string[],
  keep: boolean,
): Pick<SelectionState, 'mode' | 'ids'> {
  if (!keep) return { mode: 'only', ids: new Set(ids) };
  return state.mode === 'only'
    ? { mode: 'only', ids: new Set([...state.ids, ...ids]) }
    : { mode: 'allExcept', ids: without(state.ids, ids) };
}

function toggled(ids: ReadonlySet<string>, itemId: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(itemId)) next.add(itemId);
  return next;
}

function without(ids: ReadonlySet<string>, gone: readonly string[]): ReadonlySet<string> {
  const next = new Set(ids);
  for (const itemId of gone) next.delete(itemId);
  return next.size === ids.size ? ids : next;
}
