import { maxPieceBytes, pieceUnitBytes, toSmallerPiece, defaultPieceBytes } from '../byte-ranges.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';

export interface PieceSize {
  readonly pieceBytes: number;
  readonly quickInARow: number;
}

export const firstPieceSize: PieceSize = { pieceBytes: defaultPieceBytes, quickInARow: 0 };

/** Shorter than most interruptions: larger pieces save round trips. */
const quickMs = 2_000;
/** Longer pieces risk being sent again, or dropped by the service after a minute. */
const slowMs = 30_000;
const quickToGrow = 2;

/** A smaller last piece says nothing about the speed. */
export function adaptPieceSize(pace: PieceSize, sentBytes: number, tookMs: number): PieceSize {
  if (tookMs > slowMs) return toSmaller(pace);
  if (sentBytes < pace.pieceBytes) return pace;
  if (tookMs >= quickMs) return { ...pace, quickInARow: 0 };
  const quickInARow = pace.quickInARow + 1;
  return quickInARow < quickToGrow
    ? { ...pace, quickInARow }
    : { pieceBytes: toThroughputSize(sentBytes, tookMs), quickInARow: 0 };
}

/** Each response costs an idle round trip. */
function toThroughputSize(sentBytes: number, tookMs: number): number {
  const units = Math.floor((sentBytes / pieceUnitBytes) * (quickMs / Math.max(tookMs, 1)));
  return Math.min(units * pieceUnitBytes, maxPieceBytes);
}

/** After a piece that took too long, by the clock or according to the service (504). */
export const toSmaller = ({ pieceBytes }: PieceSize): PieceSize => ({
  pieceBytes: toSmallerPiece(pieceBytes),
  quickInARow: 0,
});

export interface PieceProgress {
  begin(): (bytes: number) => void;
  /** Nothing of it arrived. */
  reset(): void;
}

/** `beforeBytes`: what the service already has. */
export function createPieceProgress(context: TransferContext, beforeBytes: number): PieceProgress {
  let round = 0;
  return {
    begin() {
      round += 1;
      const own = round;
      let sentBytes = 0;
      return (bytes) => {
        // A refusal may arrive before the rest was sent: that no longer counts.
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
