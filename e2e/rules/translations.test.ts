import { describe, expect, test } from 'vitest';
import { languages } from '../../electron/contract/strings/languages.ts';
import { parseMessage } from '../../electron/contract/strings/parsed-messages.ts';
import { findTranslationFaults } from '../run/translations/find-faults.ts';
import { toMessageShape } from '../run/translations/message-shape.ts';

describe('translations; `npm run translations` lists what is missing', () => {
  for (const language of languages)
    if (language !== 'en')
      test(`${language} has a valid translation of every message`, () => {
        expect(findTranslationFaults(language)).toEqual([]);
      });
});

test('lists the values, tags, selects and plurals of a message', () => {
  const message =
    '<b>{name}</b>: {count, plural, =0 {none} one {# file} other {# files}} {on, select, true {yes} other {no}}';
  expect(toMessageShape(parseMessage(message))).toEqual({
    names: ['<b>', 'count', 'name', 'on'],
    selects: ['on: other, true'],
    plurals: [{ categories: ['one', 'other'], isOrdinal: false }],
    words: expect.stringContaining('files') as string,
  });
});
