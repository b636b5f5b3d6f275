import { describe, expect, test } from 'vitest';
import { decodeSegment, parsePath } from './parse-path.ts';

describe('a path as people write it', () => {
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

test('percent signs are read as encoding only where they can be', () => {
  expect(decodeSegment('a%20b')).toBe('a b');
  expect(decodeSegment('100%')).toBeNull();
  expect(decodeSegment('%ff')).toBeNull();
  expect(decodeSegment('a%2Fb')).toBeNull();
});
