import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { findNameFault, maxNameChars, suggestName } from '../../contract/item-names.ts';
import { checkName, toNameKey } from './item-names.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };

/** Sources disagree on these, or they are invalid only in some places: the service decides. */
const leftToTheService = new Set(['~tilde-first.txt', 'x&#169;.txt', 'forms']);

describe('names from the published rules', () => {
  const refused = vectors.nameRules.invalid.filter(
    ({ name, scope }) => scope !== 'path' && !leftToTheService.has(name),
  );
  test.each(refused.map(({ name, why }) => [JSON.stringify(name), why, name]))(
    'T1 T2 T3 T4 T5 P36 refuses %s (%s)',
    (_, __, name) => {
      expect(findNameFault(name)).not.toBeNull();
    },
  );

  test.each(vectors.nameRules.valid.map(({ name }) => [JSON.stringify(name), name]))(
    'T3 P36 accepts %s',
    (_, name) => {
      expect(findNameFault(name)).toBeNull();
      expect(suggestName(name)).toBe(name);
    },
  );
});

test('T1 names the forbidden character itself', () => {
  for (const character of '"*:<>?/\\|')
    expect(findNameFault(`a${character}b`)).toEqual({ rule: 'character', offending: character });
});

test('T1 names every forbidden character once', () => {
  expect(findNameFault('a?b*c?')?.offending).toBe('? *');
});

test('T2 distinguishes spaces and dots at either end', () => {
  expect(findNameFault(' a')?.rule).toBe('startSpace');
  expect(findNameFault('a ')?.rule).toBe('endSpace');
  expect(findNameFault('a.')?.rule).toBe('endDot');
  expect(findNameFault('~a', 'folder')?.offending).toBe('~');
  expect(findNameFault('~a', 'file')).toBeNull();
});

test('T6 refuses half a surrogate pair', () => {
  expect(findNameFault('a\ud83d.txt')?.rule).toBe('brokenCharacter');
  expect(suggestName('a\ud83d.txt')).toBe('a-.txt');
});

test.each([
  ['\u0081', 'controlCharacter'],
  ['\u009f', 'controlCharacter'],
  ['\ufdd0', 'brokenCharacter'],
  ['\ufff3', 'brokenCharacter'],
  ['\uffff', 'brokenCharacter'],
  ['\u{1fffe}', 'brokenCharacter'],
] as const)('T5 T6 refuses %j, which no URL may contain', (character, rule) => {
  expect(findNameFault(`a${character}.txt`)?.rule).toBe(rule);
  expect(suggestName(`a${character}.txt`)).toBe('a-.txt');
});

test('T11 allows 255 characters in a name', () => {
  expect(findNameFault('a'.repeat(255))).toBeNull();
  expect(findNameFault('a'.repeat(256))).toEqual({ rule: 'tooLong', offending: '256' });
  expect(suggestName(`${'a'.repeat(300)}.docx`)).toBe(`${'a'.repeat(maxNameChars - 5)}.docx`);
});

test('T10 allows 400 characters in a path', () => {
  const parent = `${'a'.repeat(199)}/${'b'.repeat(150)}`;
  expect(() => checkName('c'.repeat(49), 'file', parent)).not.toThrow();
  expect(() => checkName('c'.repeat(50), 'file', parent)).toThrowError(
    expect.objectContaining({ code: 'pathTooLong' }),
  );
});

test('suggests an acceptable name for any name', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(...Array.from(' .~$"*:<>?/\\|\u0000\u007f\u0081\ufdd0\u{1ffff}\ud83dabCON_vti_1é')),
    maxLength: 300,
  });
  const reserved = fc.constantFrom(
    'CON',
    'nul.txt',
    'LPT9.tar.gz',
    '.lock',
    'Desktop.ini',
    '~$a.docx',
    '_vti_',
    '...',
    '~',
  );
  fc.assert(
    fc.property(
      fc.oneof(nasty, reserved, fc.string()),
      fc.constantFrom('file' as const, 'folder' as const),
      (name, kind) => {
        expect(findNameFault(suggestName(name, kind), kind)).toBeNull();
      },
    ),
  );
});

test('T8 T9 treats names as the same in a folder if they differ only in case or composition', () => {
  expect(toNameKey('Ärger.TXT')).toBe(toNameKey('a\u0308rger.txt'));
  expect(toNameKey('a')).not.toBe(toNameKey('b'));
});
