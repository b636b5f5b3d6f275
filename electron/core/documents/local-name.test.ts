import { describe, expect, test } from 'vitest';
import { toChosenName, toLocalFolders, toLocalName, toNumberedName } from './local-name.ts';

describe('a local name', () => {
  test.each([
    'Report.docx',
    'a#b %20 & c.txt',
    "Adele's Files",
    '100%.txt',
    '.profile',
    'CONSOLE.txt',
    'COM10',
    'Übung – 世界 🌍.md',
    'name.with.periods.txt',
    '-rf',
    '~$draft.docx',
  ])('keeps %s unchanged', (name) => {
    expect(toLocalName(name)).toBe(name);
  });

  test.each([
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['..', '__'],
    ['.', '_'],
    ['', '_'],
    ['a\\b', 'a_b'],
    ['C:evil.exe', 'C_evil.exe'],
    ['notes.txt:stream', 'notes.txt_stream'],
    ['what?*<>|".txt', 'what______.txt'],
    ['nul\u0000byte', 'nul_byte'],
    ['two\nlines\r', 'two_lines_'],
    ['trailing. . ', 'trailing____'],
    [' leading', '_leading'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['NUL .txt', '_NUL .txt'],
    ['COM1 .log', '_COM1 .log'],
    ['aux   .tar.gz', '_aux   .tar.gz'],
    ['COM¹ .log', '_COM¹ .log'],
    ['com1.txt', '_com1.txt'],
    ['LPT\u00b9', '_LPT\u00b9'],
    ['desktop.ini', '_desktop.ini'],
    ['.slipway-0123456789abcdef.part', '_.slipway-0123456789abcdef.part'],
    ['.SLIPWAY-0123456789ABCDEF.part', '_.SLIPWAY-0123456789ABCDEF.part'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
  ])('%j becomes %j', (name, safe) => {
    expect(toLocalName(name)).toBe(safe);
    expect(toLocalName(safe), 'and stays so').toBe(safe);
  });

  test.each(['202a', '202b', '202c', '202d', '202e', '2066', '2067', '2068', '2069', '200e', '200f', '061c'])(
    'contains no U+%s, which changes its direction',
    (code) => {
      expect(toLocalName(`gpj.${String.fromCodePoint(Number.parseInt(code, 16))}exe`)).toBe('gpj._exe');
    },
  );

  test('is short enough for every file system and keeps its extension', () => {
    const long = toLocalName(`${'文'.repeat(255)}.docx`);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200);
    expect(long.endsWith('文.docx')).toBe(true);
    expect(Buffer.byteLength(toLocalName(`a.${'x'.repeat(300)}`))).toBeLessThanOrEqual(200);
    expect(toLocalName('🌍'.repeat(100)).isWellFormed()).toBe(true);
  });

  test.each([
    ['.profile', '_profile'],
    ['..hidden', '_.hidden'],
    ['.slipway-0123456789abcdef.part', '_.slipway-0123456789abcdef.part'],
    ['a.txt', 'a.txt'],
  ])('%j in a chosen folder becomes %j, so nothing is hidden there', (name, chosen) => {
    expect(toChosenName(name)).toBe(chosen);
  });

  test('has its number before its extension', () => {
    expect(toNumberedName('report.pdf', 2)).toBe('report (2).pdf');
    expect(toNumberedName('.profile', 3)).toBe('.profile (3)');
    expect(toNumberedName('Makefile', 2)).toBe('Makefile (2)');
  });
});

describe('local folders', () => {
  test('match the place in the drive', () => {
    expect(toLocalFolders(['myfiles', 'Finance', 'Inv?ices'], 'linux', 60)).toEqual([
      'myfiles',
      'Finance',
      'Inv_ices',
    ]);
    expect(toLocalFolders([], 'linux', 60)).toEqual([]);
  });

  test.each(['linux', 'darwin', 'win32'] as const)('don’t exceed the longest path of %s', (platform) => {
    const deep = Array.from({ length: 100 }, (_, index) => `folder number ${index} ${'x'.repeat(40)}`);
    const folders = toLocalFolders(deep, platform, 60);
    const limit = { linux: 2048, darwin: 900, win32: 260 }[platform];
    expect(60 + folders.join('/').length + 1 + 200).toBeLessThanOrEqual(Math.max(limit, 60 + 40 + 201));
    expect(toLocalFolders(deep, platform, 60)).toEqual(folders);
    expect(toLocalFolders([...deep.slice(0, -1), 'another'], platform, 60)).not.toEqual(folders);
  });
});
