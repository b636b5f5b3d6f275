import { expect, test } from 'vitest';
import { firstPace, toPace, toSlower, type PiecePace } from './piece-pace.ts';
import { largestPieceBytes, pieceUnitBytes, smallestPieceBytes, usualPieceBytes } from './ranges.ts';

const after = (pace: PiecePace, ...tookMs: number[]) =>
  tookMs.reduce((before, ms) => toPace(before, before.pieceBytes, ms), pace);

test('two quick pieces in a row make the next as large as the line carries in 2 s, up to just below 60 MiB', () => {
  expect(after(firstPace, 500).pieceBytes).toBe(usualPieceBytes);
  expect(after(firstPace, 500, 1_000).pieceBytes).toBe(2 * usualPieceBytes);
  expect(after(firstPace, 500, 1_999).pieceBytes).toBe(usualPieceBytes);
  for (const tookMs of [0, 1, 100])
    expect(after(firstPace, tookMs, tookMs).pieceBytes).toBe(largestPieceBytes);
  expect(largestPieceBytes).toBeLessThan(60 * 1024 ** 2);
});

test('a piece of ordinary pace leaves everything as it is', () => {
  expect(after(firstPace, 500, 5_000, 500).pieceBytes).toBe(usualPieceBytes);
});

test('T36 a piece that takes too long, or a 504, halves the next one, no further than 5 MiB', () => {
  expect(after(firstPace, 31_000).pieceBytes).toBe(smallestPieceBytes);
  expect(toSlower(toSlower(firstPace)).pieceBytes).toBe(smallestPieceBytes);
  expect(after(firstPace, 1_000, 1_000, 31_000).pieceBytes).toBe(usualPieceBytes);
});

test('whatever happened, a piece is a multiple of 320 KiB', () => {
  let pace = firstPace;
  for (const tookMs of [1, 1, 1, 1, 40_000, 1, 1, 3_000, 40_000, 40_000, 40_000]) {
    pace = toPace(pace, pace.pieceBytes, tookMs);
    expect(pace.pieceBytes % pieceUnitBytes).toBe(0);
  }
});

test('the last piece, which is short, says nothing about the line', () => {
  expect(toPace(toPace(firstPace, 10, 1), 10, 1)).toEqual(firstPace);
});
