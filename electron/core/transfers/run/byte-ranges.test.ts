import { describe, expect, test } from 'vitest';
import { array, assert, integer, property, tuple } from 'fast-check';
import vectors from '../../testing/vectors.json' with { type: 'json' };
import {
  addExtent,
  countBytes,
  defaultPieceBytes,
  minPieceBytes,
  parseExpectedRanges,
  pieceUnitBytes,
  toMissing,
  toNextPiece,
  toReach,
  toReceivedBytes,
  toSmallerPiece,
  type Extents,
} from './byte-ranges.ts';
import { toPieceBytes, toPieces } from './download/fetch-content.ts';

describe('the missing ranges', () => {
  test.each([
    [['0-'], [{ from: 0, to: 1000 }]],
    [['26-'], [{ from: 26, to: 1000 }]],
    [
      ['12-55', '77-99'],
      [
        { from: 12, to: 56 },
        { from: 77, to: 100 },
      ],
    ],
    [
      ['77-99', '12-55'],
      [
        { from: 12, to: 56 },
        { from: 77, to: 100 },
      ],
    ],
    [['990-5000'], [{ from: 990, to: 1000 }]],
    [['1000-'], []],
    [[], []],
  ])('%j', (said, ranges) => {
    expect(parseExpectedRanges(said, 1000)).toEqual(ranges);
  });

  test.each([[null], [undefined], ['0-'], [[12]], [['a-b']], [['-5']], [['1-2-3']]])(
    'are unknown for %j',
    (said) => {
      expect(parseExpectedRanges(said, 1000)).toBeNull();
    },
  );

  test('give the number of received bytes', () => {
    expect(
      toReceivedBytes(
        [
          { from: 12, to: 56 },
          { from: 77, to: 100 },
        ],
        1000,
      ),
    ).toBe(1000 - 44 - 23);
    expect(toReceivedBytes([], 1000)).toBe(1000);
  });
});

describe('pieces', () => {
  test.each(vectors.uploadFragments.examples)(
    'match the published ones for %j',
    ({ fileSize, chunk, ranges }) => {
      const sent: string[] = [];
      let missing = [{ from: 0, to: fileSize }];
      for (let piece = toNextPiece(missing, chunk ?? defaultPieceBytes); piece !== null;) {
        sent.push(`bytes ${piece.from}-${piece.to - 1}/${fileSize}`);
        missing = piece.to === fileSize ? [] : [{ from: piece.to, to: fileSize }];
        piece = toNextPiece(missing, chunk ?? defaultPieceBytes);
      }
      expect(sent).toEqual(ranges);
    },
  );

  test('stay within a gap', () => {
    expect(
      toNextPiece(
        [
          { from: 10, to: 30 },
          { from: 50, to: 90 },
        ],
        1000,
      ),
    ).toEqual({ from: 10, to: 30 });
    expect(toNextPiece([], 1000)).toBeNull();
  });

  test('are aligned, stay below the limit, and T36 are halved down to 5 MiB', () => {
    expect(defaultPieceBytes % vectors.uploadFragments.unit).toBe(0);
    expect(defaultPieceBytes).toBeLessThan(vectors.uploadFragments.mustBeLessThan);
    expect(pieceUnitBytes).toBe(vectors.uploadFragments.unit);
    let piece = defaultPieceBytes;
    for (let times = 0; times < 5; times += 1) {
      piece = toSmallerPiece(piece);
      expect(piece % pieceUnitBytes).toBe(0);
    }
    expect(piece).toBe(minPieceBytes);
  });
});

const sizeBytes = 60;
const range = tuple(integer({ min: 0, max: sizeBytes }), integer({ min: 0, max: sizeBytes })).map(
  ([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }),
);

function toBytes(extents: Extents): Set<number> {
  const bytes = new Set<number>();
  for (const { from, to } of extents) for (let at = from; at < to; at += 1) bytes.add(at);
  return bytes;
}

describe('the received ranges of a file', () => {
  test('equal a set of bytes, in whatever order they arrive', () => {
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

  test('are completed by pieces that cover each missing byte once, none larger than requested', () => {
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

  test('need neither too many nor endless pieces', () => {
    const mebibyte = 1024 ** 2;
    expect(toPieceBytes(32 * mebibyte)).toBe(16 * mebibyte);
    expect(toPieceBytes(1024 * mebibyte)).toBe(32 * mebibyte);
    expect(toPieceBytes(250 * 1024 * mebibyte)).toBe(64 * mebibyte);
  });
});
