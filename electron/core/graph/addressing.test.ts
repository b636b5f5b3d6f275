import { expect, test } from 'vitest';
import vectors from '../testing/vectors.json' with { type: 'json' };
import { encodePath, itemPath, pathBelow, toDriveKey } from './addressing.ts';

test('T80 P29 spellings of a personal drive id are one drive', () => {
  for (const { a, b, equal } of vectors.driveIdQuirks) expect(toDriveKey(a) === toDriveKey(b)).toBe(equal);
  expect(toDriveKey('b!Abc')).toBe('b!abc');
});

test('T7 every segment is encoded separately and decodes to the same text', () => {
  const name = "100% #1 +&';,/世界🌍.txt";
  const encoded = encodePath(['Folder', name]);
  expect(encoded.split('/')).toHaveLength(2);
  expect(encoded.split('/').map(decodeURIComponent)).toEqual(['Folder', name]);
});

test.each(vectors.pathEncoding.encodeURIComponentPerSegment)(
  'T7 $path is sent as $encoded',
  ({ path, encoded }) => {
    expect(encodePath(path.split('/'))).toBe(encoded);
  },
);

test('paths are addressed from a folder, which itself needs no path', () => {
  const folder = { driveId: 'D!1', itemId: 'I!2' };
  expect(itemPath(folder)).toBe('/drives/D!1/items/I!2');
  expect(pathBelow(folder, [])).toBe('/drives/D!1/items/I!2');
  expect(pathBelow(folder, ['a b', 'c'])).toBe('/drives/D!1/items/I!2:/a%20b/c:');
});
