import { expect, test } from 'vitest';
import { toggleSort } from './sorting.ts';

const name = { key: 'name', direction: 'ascending' } as const;

test('another column starts in its usual direction', () => {
  expect(toggleSort([name], 'modified', false)).toEqual([{ key: 'modified', direction: 'descending' }]);
  expect(toggleSort([name], 'type', false)).toEqual([{ key: 'type', direction: 'ascending' }]);
});

test('the same column again reverses the direction', () => {
  expect(toggleSort([name], 'name', false)).toEqual([{ key: 'name', direction: 'descending' }]);
});

test('Shift adds a second key or reverses it, but never adds a third', () => {
  const two = toggleSort([name], 'size', true);
  expect(two).toEqual([name, { key: 'size', direction: 'descending' }]);
  expect(toggleSort(two, 'size', true)).toEqual([name, { key: 'size', direction: 'ascending' }]);
  expect(toggleSort(two, 'modified', true)).toEqual([name, { key: 'modified', direction: 'descending' }]);
});

test('reversing the first key keeps the second with Shift and drops it without', () => {
  const two = toggleSort([name], 'size', true);
  expect(toggleSort(two, 'name', true)).toHaveLength(2);
  expect(toggleSort(two, 'name', false)).toEqual([{ key: 'name', direction: 'descending' }]);
});
