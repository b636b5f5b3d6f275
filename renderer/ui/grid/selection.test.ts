import { expect, test } from 'vitest';
import {
  emptySelection,
  isSelected,
  onlySelected,
  select,
  selectedCount,
  type SelectionEvent,
  type SelectionState,
  toSelection,
} from './selection.ts';

const position = (ordinal: number) => ({ itemId: `i${ordinal}`, ordinal });
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `i${from + at}`);
const after = (...events: SelectionEvent[]): SelectionState => events.reduce(select, emptySelection);

test('a click selects one item and makes it anchor and focus', () => {
  const state = after({ type: 'pick', position: position(1) }, { type: 'pick', position: position(4) });
  expect([...state.ids]).toEqual(['i4']);
  expect(state.anchor).toEqual(position(4));
  expect(state.focus).toEqual(position(4));
  expect(onlySelected(state)).toBe('i4');
});

test('Ctrl+click adds or removes an item', () => {
  const two = after({ type: 'pick', position: position(1) }, { type: 'toggle', position: position(3) });
  expect([...two.ids]).toEqual(['i1', 'i3']);
  expect(onlySelected(two)).toBe(null);
  expect([...select(two, { type: 'toggle', position: position(1) }).ids]).toEqual(['i3']);
});

test('a range replaces the selection and keeps its anchor, so it can be adjusted', () => {
  const picked = after({ type: 'pick', position: position(3) });
  const down = select(picked, { type: 'range', position: position(6), ids: ids(3, 6), keep: false });
  const up = select(down, { type: 'range', position: position(1), ids: ids(1, 3), keep: false });
  expect([...up.ids]).toEqual(['i1', 'i2', 'i3']);
  expect(up.anchor).toEqual(position(3));
  expect(up.focus).toEqual(position(1));
});

test('Ctrl+Shift adds a range to the selection', () => {
  const state = after(
    { type: 'pick', position: position(9) },
    { type: 'toggle', position: position(1) },
    { type: 'range', position: position(2), ids: ids(1, 2), keep: true },
  );
  expect([...state.ids].toSorted()).toEqual(['i1', 'i2', 'i9']);
});

test('Ctrl+arrow moves the focus without selecting', () => {
  const state = after({ type: 'pick', position: position(1) }, { type: 'focus', position: position(2) });
  expect([...state.ids]).toEqual(['i1']);
  expect(state.anchor).toEqual(position(1));
  expect(state.focus).toEqual(position(2));
});

test('Select all also covers rows that aren’t loaded', () => {
  const state = after({ type: 'all' });
  expect(isSelected(state, 'never seen')).toBe(true);
  expect(selectedCount(state, 120_000)).toBe(120_000);
  expect(toSelection('v', state)).toEqual({ viewId: 'v', mode: 'allExcept', itemIds: [] });
});

test('a toggle after Select all excludes an item', () => {
  const state = after({ type: 'all' }, { type: 'toggle', position: position(7) });
  expect(isSelected(state, 'i7')).toBe(false);
  expect(isSelected(state, 'i8')).toBe(true);
  expect(selectedCount(state, 100)).toBe(99);
  expect(onlySelected(state)).toBe(null);
});

test('a range added after Select all removes its exceptions', () => {
  const state = after(
    { type: 'all' },
    { type: 'toggle', position: position(7) },
    { type: 'range', position: position(8), ids: ids(6, 8), keep: true },
  );
  expect(isSelected(state, 'i7')).toBe(true);
  expect(state.mode).toBe('allExcept');
});

test('a plain range after Select all selects only the range', () => {
  const state = after({ type: 'all' }, { type: 'range', position: position(2), ids: ids(1, 2), keep: false });
  expect(state.mode).toBe('only');
  expect([...state.ids]).toEqual(['i1', 'i2']);
});

test('Esc clears the selection and keeps the focus', () => {
  const state = after({ type: 'all' }, { type: 'focus', position: position(5) }, { type: 'clear' });
  expect(selectedCount(state, 10)).toBe(0);
  expect(state.focus).toEqual(position(5));
});

test('removed items leave the selection', () => {
  const state = after(
    { type: 'pick', position: position(1) },
    { type: 'toggle', position: position(2) },
    { type: 'forget', ids: ['i1'] },
  );
  expect([...state.ids]).toEqual(['i2']);
});

test('focus and anchor follow their items, and the selection stays unchanged', () => {
  const before = after({ type: 'pick', position: position(3) });
  const state = select(before, { type: 'relocate', focus: { itemId: 'i3', ordinal: 9 }, anchor: null });
  expect(state.focus?.ordinal).toBe(9);
  expect(state.anchor).toBe(null);
  expect(state.ids).toBe(before.ids);
});
