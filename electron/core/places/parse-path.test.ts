import { describe, expect, test } from 'vitest';
import { decodeSegment, parsePath, toCandidates } from './parse-path.ts';

describe('a path as people type it', () => {
  test.each([
    ['myfiles', 'myfiles', []],
    ['myfiles/Finance/Invoices', 'myfiles', ['Finance', 'Invoices']],
    ['MyFiles/Finance/', 'myfiles', ['Finance']],
    ['/myfiles//Finance', 'myfiles', ['Finance']],
    ['My files/Finance', 'myfiles', ['Finance']],
    ['shared', 'shared', []],
    ['Shared/HR/Forms', 'shared', ['HR', 'Forms']],
    ['onedrive://Finance', 'myfiles', ['Finance']],
    ['OneDrive:///Finance/', 'myfiles', ['Finance']],
    ['onedrive://', 'myfiles', []],
    ['  myfiles\\Finance ', 'myfiles', ['Finance']],
    ['onedrive://shared', 'myfiles', ['shared']],
    ['myfiles/100%/a#b', 'myfiles', ['100%', 'a#b']],
  ])('%s', (text, place, segments) => {
    expect(parsePath(text)).toEqual({ place, segments });
  });

  test.each([
    '',
    '/',
    'Finance',
    'https://contoso.example/x',
    'constructor/x',
    'myfiles/../x',
    'myfiles/./x',
    'myfiles/\ud83d',
  ])('"%s" is no path', (text) => {
    expect(() => parsePath(text)).toThrowError(expect.objectContaining({ code: 'pathMalformed' }));
  });
});

describe('typed in a folder', () => {
  test.each([
    ['/Inbox', ['Inbox']],
    ['/', []],
    ['..', ['Finance']],
    ['../Taxes/', ['Finance', 'Taxes']],
    ['..\\..\\..\\..', []],
    ['.', ['Finance', 'Invoices']],
    ['shared/HR', ['HR']],
    ['onedrive://Inbox', ['Inbox']],
  ])('%s is one place', (text, segments) => {
    expect(toCandidates(text, 'myfiles/Finance/Invoices').map((each) => each.segments)).toEqual([segments]);
  });

  test('a name without a place is looked for here, then from the top', () => {
    expect(toCandidates('2026/March', 'myfiles/Finance')).toEqual([
      { place: 'myfiles', segments: ['Finance', '2026', 'March'] },
      { place: 'myfiles', segments: ['2026', 'March'] },
    ]);
    expect(toCandidates('Finance', 'shared')).toEqual([{ place: 'shared', segments: ['Finance'] }]);
  });

  test.each(['', 'https://contoso.example/x', 'a/\ud83d'])('"%s" is no path', (text) => {
    expect(() => toCandidates(text, 'myfiles')).toThrowError(
      expect.objectContaining({ code: 'pathMalformed' }),
    );
  });
});

test('percent signs are decoded only where they can be an encoding', () => {
  expect(decodeSegment('a%20b')).toBe('a b');
  expect(decodeSegment('100%')).toBeNull();
  expect(decodeSegment('%ff')).toBeNull();
  expect(decodeSegment('a%2Fb')).toBeNull();
});
