import { describe, expect, test } from 'vitest';
import vectors from '../../../testing/vectors.json' with { type: 'json' };
import {
  parseExpectedRanges,
  pieceUnitBytes,
  minPieceBytes,
  toNextPiece,
  toReceivedBytes,
  toSmallerPiece,
  defaultPieceBytes,
} from './ranges.ts';

describe('what is missing', () => {
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
    'is not known from %j',
    (said) => {
      expect(parseExpectedRanges(said, 1000)).toBeNull();
    },
  );

  test('tells what has arrived', () => {
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
    'are the published ones for %j',
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

  test('are aligned and below the limit, and T36 halve no further than 5 MiB', () => {
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
