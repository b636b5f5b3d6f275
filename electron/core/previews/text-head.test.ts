import { expect, test } from 'vitest';
import { toText } from './text-head.ts';

/** Bytes of a text, by decoding all one- and two-byte characters of the encoding. */
function encode(encoding: string, text: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const known = new Map<string, number[]>();
  const note = (bytes: number[]) => {
    const character = decoder.decode(new Uint8Array(bytes));
    if (!known.has(character)) known.set(character, bytes);
  };
  for (let first = 0; first <= 0xff; first += 1) note([first]);
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) note([first, second]);
  return new Uint8Array(Array.from(text).flatMap((one) => known.get(one) ?? []));
}

const chinese = '会议记录：我们在星期二讨论了预算，下周继续。';
const traditional = '會議記錄：我們在星期二討論了預算，下週繼續。';
const japanese = '議事録：予算について火曜日に話し合いました。';
const korean = '회의록: 화요일에 예산에 대해 논의했습니다.';
const russian = 'Протокол: во вторник мы обсудили бюджет.';
const german = 'Größe, Übung, naïve Façade – “quoted” it’s 5 €';

test.each([
  ['shift_jis', japanese],
  ['euc-jp', japanese],
  ['gb18030', chinese],
  ['big5', traditional],
  ['euc-kr', korean],
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['windows-1252', german],
  // Each of these letters and the next one would be a Korean syllable.
  ['windows-1252', 'Äpfel und Ärger im Ämtchen'],
])('reads a text in %s', (encoding, text) => {
  const lines = `name,value\r\n${text}\r\n`.repeat(3);
  expect(toText(encode(encoding, lines), false)).toBe(lines);
});

test.each([
  ['ISO-2022-JP', Buffer.from('\u001B$B5D;v\u001B(B', 'latin1'), '議事'],
  ['UTF-16 without a mark', Buffer.from('one\r\ntwo', 'utf16le'), 'one\r\ntwo'],
  ['big-endian UTF-16 without a mark', Buffer.from('one\r\ntwo', 'utf16le').swap16(), 'one\r\ntwo'],
  ['UTF-8 that is cut', Buffer.from('aé').subarray(0, 2), 'a'],
])('reads a text in %s', (_, bytes, text) => {
  expect(toText(bytes, true)).toBe(text);
});

test('doesn’t show a program or picture as text, whatever its name', () => {
  for (const bytes of [
    [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 3],
    [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46],
  ])
    expect(toText(new Uint8Array(bytes), false)).toBeNull();
});

test('judges random bytes without failing', () => {
  const bytes = Uint8Array.from({ length: 40_000 }, (_, at) => 1 + ((at * 7919) % 255));
  expect(toText(bytes, true)).not.toBeNull();
});
