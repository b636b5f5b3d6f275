import { maxPieceBytes, pieceUnitBytes, toSmallerPiece, defaultPieceBytes } from './ranges.ts';

/** How much goes out at once, and why not more. */
export interface PieceSize {
  readonly pieceBytes: number;
  /** Whole pieces in a row that were quick. One alone proves little. */
  readonly quickInARow: number;
}

export const firstPieceSize: PieceSize = { pieceBytes: defaultPieceBytes, quickInARow: 0 };

/** A piece that takes no longer is over before a line can fail: more at once saves round trips. */
const quickMs = 2_000;
/** One that takes longer risks to be sent again, or to be given up by the service after a minute. */
const slowMs = 30_000;
const quickToGrow = 2;

/** The next size after a piece of `sentBytes` took `tookMs`. A smaller last piece says nothing about the speed. */
export function adaptPieceSize(pace: PieceSize, sentBytes: number, tookMs: number): PieceSize {
  if (tookMs > slowMs) return toSmaller(pace);
  if (sentBytes < pace.pieceBytes) return pace;
  if (tookMs >= quickMs) return { ...pace, quickInARow: 0 };
  const quickInARow = pace.quickInARow + 1;
  return quickInARow < quickToGrow
    ? { ...pace, quickInARow }
    : { pieceBytes: toThroughputSize(sentBytes, tookMs), quickInARow: 0 };
}

/** What the measured speed can send in the time of a quick piece: each response costs an idle round trip. */
function toThroughputSize(sentBytes: number, tookMs: number): number {
  const units = Math.floor((sentBytes / pieceUnitBytes) * (quickMs / Math.max(tookMs, 1)));
  return Math.min(units * pieceUnitBytes, maxPieceBytes);
}

/** After a piece that took too long, by the clock or by the word of the service (504). */
export const toSmaller = ({ pieceBytes }: PieceSize): PieceSize => ({
  pieceBytes: toSmallerPiece(pieceBytes),
  quickInARow: 0,
});
