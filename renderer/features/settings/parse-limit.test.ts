import { expect, test } from 'vitest';
import { setLanguage } from '../../../electron/contract/strings/translate.ts';
import { parseLimit, toLimitText } from './parse-limit.ts';

test.each([
  ['', null],
  ['  ', null],
  ['1', 1_048_576],
  ['1.5', 1_572_864],
  ['0,5', 524_288],
  ['0.02', 20_972],
  ['1000', 1_048_576_000],
])('%j is valid', (text, expected) => {
  expect(parseLimit(text)).toBe(expected);
});

test.each(['fast', '-1', '0', '0.001', '1001', '1 MB', '1.2.3', '1e3'])('%j is invalid', (text) => {
  expect(parseLimit(text)).toBeUndefined();
});

test('a formatted limit parses to the same value', () => {
  for (const text of ['', '1', '1.5', '0.02', '12.34']) {
    expect(toLimitText(parseLimit(text) ?? null)).toBe(text);
  }
});

test('the decimal separator follows the language', () => {
  setLanguage({ language: 'de', locale: 'de-DE', messages: {} });
  expect(toLimitText(parseLimit('1.5') ?? null)).toBe('1,5');
  setLanguage({ language: 'en', locale: 'en-US', messages: {} });
});
