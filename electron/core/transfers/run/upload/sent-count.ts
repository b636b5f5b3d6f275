import type { Work } from '../../queue/transfer-context.ts';

/** Counts the bytes of one piece that leave, however often it has to be sent. */
export interface SentCount {
  /** It leaves, from its first byte. What it returns hears of bytes as they go. */
  begin(): (bytes: number) => void;
  /** It was refused: nothing of it has arrived. */
  forget(): void;
}

/** `beforeBytes`: what the service has already. */
export function countSent(work: Work, beforeBytes: number): SentCount {
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
        work.progress(beforeBytes + sentBytes);
      };
    },
    forget() {
      round += 1;
      work.progress(beforeBytes);
    },
  };
}
