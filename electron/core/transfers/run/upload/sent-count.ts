import type { TransferContext } from '../../queue/transfer-context.ts';

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
