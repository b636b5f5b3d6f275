import { useState } from 'react';
import type { Transfer } from '../../../electron/contract/records.ts';
import { isTooSlow } from '../../words/transfer-state.ts';

/**
 * Whether an upload is too slow for the life of its session, judged whenever `now` (ms since 1970) moves on and not in
 * between: a speed that wavers, or is not known for a moment, shall not make words come and go.
 */
export function useTooSlow(transfer: Transfer, now: number): boolean {
  const { bytesPerSecond } = transfer;
  // The first speeds of an upload say little: what has none yet is judged when `now` moves on.
  const [judged, setJudged] = useState({ at: bytesPerSecond === null ? now : 0, isSlow: false });
  let { isSlow } = judged;
  if (judged.at !== now && bytesPerSecond !== null) {
    isSlow = isTooSlow(transfer, now);
    setJudged({ at: now, isSlow });
  }
  return isSlow && transfer.state === 'running';
}
