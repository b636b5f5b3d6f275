import { expect, test } from 'vitest';
import { type Slot, toSlots } from './row-slots.ts';

const rows = (from: number, to: number, isThere = true) =>
  Array.from({ length: to - from }, (_, at) => ({
    ordinal: from + at,
    itemId: isThere ? `item ${from + at}` : null,
  }));
const elements = (slots: readonly Slot[]) => slots.map(({ slot }) => slot);
const places = (slots: readonly Slot[]) => slots.map(({ ordinal }) => ordinal);
const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

test('rows that come while the list is scrolled take the elements of those that left, none of which moves', () => {
  const first = toSlots([], rows(0, 5), false);
  const next = toSlots(first, rows(3, 8), true);
  expect(elements(next)).toEqual(elements(first));
  expect(ascending(places(next))).toEqual([3, 4, 5, 6, 7]);
  expect(places(next).slice(3)).toEqual([3, 4]);
  expect(elements(toSlots(next, rows(5000, 5005, false), true))).toEqual(elements(first));
  expect(elements(toSlots(first, rows(3, 8), false)), 'its last step comes with its end').toEqual(
    elements(first),
  );
});

test('at rest the elements stand in the order of the list', () => {
  const scrolled = toSlots(toSlots([], rows(0, 5), false), rows(2, 7), true);
  const rested = toSlots(scrolled, rows(2, 7), false);
  expect(places(rested)).toEqual([2, 3, 4, 5, 6]);
  expect(ascending(elements(rested))).toEqual([0, 1, 2, 3, 4]);
});

test('a row keeps its element while others are added above or removed', () => {
  const first = toSlots([], rows(0, 3), false);
  const added = [
    { ordinal: 0, itemId: 'new' },
    ...rows(0, 3).map((row) => ({ ...row, ordinal: row.ordinal + 1 })),
  ];
  expect(elements(toSlots(first, added, false))).toEqual([3, 0, 1, 2]);
  expect(elements(toSlots(first, [{ ordinal: 0, itemId: 'item 2' }], false))).toEqual([2]);
});

test('a row that arrives keeps the element that stood for it', () => {
  const waiting = toSlots([], rows(0, 3, false), false);
  expect(elements(toSlots(waiting, rows(0, 3), false))).toEqual(elements(waiting));
});

test('each of two rows of the same item has an element, and so has each where more come than left', () => {
  const twice = [...rows(0, 2), { ordinal: 2, itemId: 'item 0' }];
  expect(elements(toSlots(toSlots([], rows(0, 2), false), twice, false))).toEqual([0, 1, 2]);
  const grown = toSlots(toSlots([], rows(0, 2), false), rows(1, 6), true);
  expect(new Set(elements(grown)).size).toBe(5);
  expect(ascending(places(grown))).toEqual([1, 2, 3, 4, 5]);
});
