import { maxPieceBytes, pieceUnitBytes, toSmallerPiece, defaultPieceBytes } from '../byte-ranges.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';

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

/** Counts the bytes of one piece that leave, however often it has to be sent. */
export interface PieceProgress {
  /** Sending starts over. The returned function is called with the bytes that are sent. */
  begin(): (bytes: number) => void;
  /** It was refused: nothing of it has arrived. */
  reset(): void;
}

/** `beforeBytes`: what the service has already. */
export function createPieceProgress(context: TransferContext, beforeBytes: number): PieceProgress {
  let round = 0;
  return {
    begin() {
      round += 1;
      const own = round;
      let sentBytes = 0;
      return (bytes) => {
        // A refusal may come before the rest has left: nothing of that counts any more.
        if (own !== round) return;
        sentBytes += bytes;
        context.progress(beforeBytes, sentBytes);
      };
    },
    reset() {
      round += 1;
      context.progress(beforeBytes);
    },
  };
}
