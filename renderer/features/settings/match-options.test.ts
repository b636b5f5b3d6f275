import { expect, test } from 'vitest';
import { matchOptions, toWords } from './match-options.ts';

const options = ['Theme Use system setting Light Dark', 'Row height Compact Comfortable', 'Show preview'];

test.each([
  ['', [true, true, true]],
  ['dark', [true, false, false]],
  ['ROW compact', [false, true, false]],
  ['appearance', [true, true, true]],
  ['appearance dark', [true, false, false]],
  ['dark compact', [false, false, false]],
  ['proxy', [false, false, false]],
])('“%s” matches %j', (text, left) => {
  expect(matchOptions('Appearance', options, toWords(text))).toEqual(left);
});
