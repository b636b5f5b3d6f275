import { expect, test } from 'vitest';
import { firstPieceSize, adaptPieceSize, toSmaller, type PieceSize } from './piece-pace.ts';
import { maxPieceBytes, pieceUnitBytes, minPieceBytes, defaultPieceBytes } from '../byte-ranges.ts';

const after = (pace: PieceSize, ...tookMs: number[]) =>
  tookMs.reduce((before, ms) => adaptPieceSize(before, before.pieceBytes, ms), pace);

test('two quick pieces in a row make the next as large as the line sends in 2 s, up to just below 60 MiB', () => {
  expect(after(firstPieceSize, 500).pieceBytes).toBe(defaultPieceBytes);
  expect(after(firstPieceSize, 500, 1_000).pieceBytes).toBe(2 * defaultPieceBytes);
  expect(after(firstPieceSize, 500, 1_999).pieceBytes).toBe(defaultPieceBytes);
  for (const tookMs of [0, 1, 100])
    expect(after(firstPieceSize, tookMs, tookMs).pieceBytes).toBe(maxPieceBytes);
  expect(maxPieceBytes).toBeLessThan(60 * 1024 ** 2);
});

test('a piece of ordinary speed changes nothing', () => {
  expect(after(firstPieceSize, 500, 5_000, 500).pieceBytes).toBe(defaultPieceBytes);
});

test('T36 a piece that takes too long, or a 504, halves the next one, down to 5 MiB', () => {
  expect(after(firstPieceSize, 31_000).pieceBytes).toBe(minPieceBytes);
  expect(toSmaller(toSmaller(firstPieceSize)).pieceBytes).toBe(minPieceBytes);
  expect(after(firstPieceSize, 1_000, 1_000, 31_000).pieceBytes).toBe(defaultPieceBytes);
});

test('a piece is always a multiple of 320 KiB', () => {
  let pace = firstPieceSize;
  for (const tookMs of [1, 1, 1, 1, 40_000, 1, 1, 3_000, 40_000, 40_000, 40_000]) {
    pace = adaptPieceSize(pace, pace.pieceBytes, tookMs);
    expect(pace.pieceBytes % pieceUnitBytes).toBe(0);
  }
});

test('the last, shorter piece isn’t used to measure the line', () => {
  expect(adaptPieceSize(adaptPieceSize(firstPieceSize, 10, 1), 10, 1)).toEqual(firstPieceSize);
});
