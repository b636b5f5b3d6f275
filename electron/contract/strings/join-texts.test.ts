import { afterEach, expect, test } from 'vitest';
import { joinList, joinSentences, withoutAccessKey } from './join-texts.ts';
import { setLanguage } from './translate.ts';

const speak = (language: 'en' | 'de' | 'ja' | 'zh-CN', locale: string) =>
  setLanguage({ language, locale, messages: {} });

afterEach(() => speak('en', 'en-US'));

test.each([
  ['en', 'en-US', 'a.txt, b.txt, c.txt', 'One. Two.'],
  ['de', 'de-DE', 'a.txt, b.txt und c.txt', 'One. Two.'],
  ['ja', 'ja-JP', 'a.txt、b.txt、c.txt', 'One.Two.'],
  ['zh-CN', 'zh-CN', 'a.txt、b.txt和c.txt', 'One.Two.'],
] as const)('names and sentences are joined as usual in %s', (language, locale, list, sentences) => {
  speak(language, locale);
  expect(joinList(['a.txt', 'b.txt', 'c.txt'])).toBe(list);
  expect(joinSentences(['One.', 'Two.'])).toBe(sentences);
});

test.each([
  ['&Open', 'Open'],
  ['Dup&licate', 'Duplicate'],
  ['新しいフォルダー(&N)', '新しいフォルダー'],
  ['移动到(&M)…', '移动到…'],
])('the command %s is labeled %s on a button', (label, name) => {
  expect(withoutAccessKey(label)).toBe(name);
});
