import { largestPieceBytes, pieceUnitBytes, toSmallerPiece, usualPieceBytes } from './ranges.ts';

/** How much goes out at once, and why not more. */
export interface PiecePace {
  readonly pieceBytes: number;
  /** Whole pieces in a row that were quick. One alone proves little. */
  readonly quickInARow: number;
}

export const firstPace: PiecePace = { pieceBytes: usualPieceBytes, quickInARow: 0 };

/** A piece that takes no longer is over before a line can fail: more at once saves round trips. */
const quickMs = 2_000;
/** One that takes longer risks to be sent again, or to be given up by the service after a minute. */
const slowMs = 30_000;
const quickToGrow = 2;

/** The pace after a piece of `sentBytes` took `tookMs`. What is smaller than a piece, the last one say, tells nothing. */
export function toPace(pace: PiecePace, sentBytes: number, tookMs: number): PiecePace {
  if (tookMs > slowMs) return toSlower(pace);
  if (sentBytes < pace.pieceBytes) return pace;
  if (tookMs >= quickMs) return { ...pace, quickInARow: 0 };
  const quickInARow = pace.quickInARow + 1;
  return quickInARow < quickToGrow
    ? { ...pace, quickInARow }
    : { pieceBytes: toCarried(sentBytes, tookMs), quickInARow: 0 };
}

/** What the line has shown to carry in the time of a quick piece. Every answer is a round trip in which it stands still. */
function toCarried(sentBytes: number, tookMs: number): number {
  const units = Math.floor((sentBytes / pieceUnitBytes) * (quickMs / Math.max(tookMs, 1)));
  return Math.min(units * pieceUnitBytes, largestPieceBytes);
}

/** After a piece that took too long, by the clock or by the word of the service (504). */
export const toSlower = ({ pieceBytes }: PiecePace): PiecePace => ({
  pieceBytes: toSmallerPiece(pieceBytes),
  quickInARow: 0,
});
