import { expect, test } from 'vitest';
import { toLinePairs, withContext } from './text-lines.ts';

test('changed lines are paired', () => {
  expect(toLinePairs('a\nB\nc\n', 'a\nb\nc\n')).toEqual([
    { mine: 'a', theirs: 'a', isSame: true },
    { mine: 'B', theirs: 'b', isSame: false },
    { mine: 'c', theirs: 'c', isSame: true },
  ]);
});

test('added and removed lines are unpaired', () => {
  expect(toLinePairs('a\nnew\n', 'a\n').at(-1)).toEqual({ mine: 'new', theirs: null, isSame: false });
  expect(toLinePairs('a\n', 'a\nold\n').at(-1)).toEqual({ mine: null, theirs: 'old', isSame: false });
});

test('different line endings are no change', () => {
  expect(toLinePairs('a\r\nb\r\n', 'a\nb\n').every(({ isSame }) => isSame)).toBe(true);
});

test('lines far from any change are omitted', () => {
  const many = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const changed = many.with(10, 'changed');
  const shown = withContext(toLinePairs(changed.join('\n'), many.join('\n')));
  expect(shown[0]).toBeNull();
  expect(shown.at(-1)).toBeNull();
  expect(shown.filter((pair) => pair !== null)).toHaveLength(7);
});
