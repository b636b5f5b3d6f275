import { useState } from 'react';
import type { Transfer } from '../../../electron/contract/transfers.ts';

export function isTooSlow(transfer: Transfer, now: number): boolean {
  const { state, uploadExpiresAt, bytesDone, bytesTotal, bytesPerSecond } = transfer;
  if (state !== 'running' || uploadExpiresAt === null || bytesTotal === null) return false;
  if (bytesPerSecond === null || bytesPerSecond < 1) return false;
  return now + ((bytesTotal - bytesDone) / bytesPerSecond) * 1000 > Date.parse(uploadExpiresAt);
}

/** Evaluated only when `now` (ms since 1970) changes, so that varying speeds don't make the text flicker. */
export function useTooSlow(transfer: Transfer, now: number): boolean {
  const { bytesPerSecond } = transfer;
  // The first measured speeds are unreliable, so wait for the next `now`.
  const [judged, setJudged] = useState({ at: bytesPerSecond === null ? now : 0, isSlow: false });
  let { isSlow } = judged;
  if (judged.at !== now && bytesPerSecond !== null) {
    isSlow = isTooSlow(transfer, now);
    setJudged({ at: now, isSlow });
  }
  return isSlow && transfer.state === 'running';
}
