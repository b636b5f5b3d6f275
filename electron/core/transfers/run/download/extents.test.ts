import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addExtent, countBytes, toMissing, toReach, type Extents } from './extents.ts';
import { toPieceBytes, toPieces } from './fetch-pieces.ts';

const sizeBytes = 60;
const range = tuple(integer({ min: 0, max: sizeBytes }), integer({ min: 0, max: sizeBytes })).map(
  ([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }),
);

/** Byte by byte. */
function toBytes(extents: Extents): Set<number> {
  const bytes = new Set<number>();
  for (const { from, to } of extents) for (let at = from; at < to; at += 1) bytes.add(at);
  return bytes;
}

describe('what is there of a file', () => {
  test('is the same as a set of bytes, in whatever order they come', () => {
    assert(
      property(array(range, { maxLength: 12 }), (added) => {
        const extents = added.reduce<Extents>(addExtent, []);
        const bytes = toBytes(added);
        expect(toBytes(extents)).toEqual(bytes);
        expect(countBytes(extents)).toBe(bytes.size);
        const missing = toMissing(extents, sizeBytes);
        expect(countBytes(missing)).toBe(sizeBytes - bytes.size);
        for (const at of toBytes(missing)) expect(bytes.has(at)).toBe(false);
        let reach = 0;
        while (bytes.has(reach)) reach += 1;
        expect(toReach(extents)).toBe(reach);
      }),
    );
  });

  test('pieces cover what is missing once, and none is larger than asked', () => {
    assert(
      property(array(range, { maxLength: 6 }), integer({ min: 1, max: 25 }), (added, pieceBytes) => {
        const missing = toMissing(added.reduce<Extents>(addExtent, []), sizeBytes);
        const pieces = toPieces(missing, pieceBytes);
        expect(countBytes(pieces)).toBe(countBytes(missing));
        expect(toBytes(pieces)).toEqual(toBytes(missing));
        expect(pieces.every(({ from, to }) => to - from > 0 && to - from <= pieceBytes)).toBe(true);
      }),
    );
  });

  test('pieces are neither many nor endless', () => {
    const mebibyte = 1024 ** 2;
    expect(toPieceBytes(32 * mebibyte)).toBe(16 * mebibyte);
    expect(toPieceBytes(1024 * mebibyte)).toBe(32 * mebibyte);
    expect(toPieceBytes(250 * 1024 * mebibyte)).toBe(64 * mebibyte);
  });
});
