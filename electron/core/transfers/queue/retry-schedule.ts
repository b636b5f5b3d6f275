import {
  backoffMs,
  backoffs,
  maxReservedNameMs,
  reservedNameRepeatMs,
  retrySchedules,
} from '../../graph/retry-policy.ts';
import type { RetryState } from '../model/transfer-record.ts';

/**
 * How long until it is tried again, after it stopped once more; undefined: no more. The network is waited for without
 * end, and a locked name until the lock must have expired.
 */
export function toWaitMs({ reason, times, since }: RetryState, nowMs: number): number | undefined {
  if (reason === 'locked' || reason === 'notVisibleYet') return retrySchedules[reason][times - 1];
  if (reason === 'nameBusy') {
    // A clock that was set back adds nothing.
    const leftMs = maxReservedNameMs - Math.max(0, nowMs - Date.parse(since));
    return leftMs <= 0
      ? undefined
      : Math.min(retrySchedules.reservedName[times - 1] ?? reservedNameRepeatMs, leftMs);
  }
  const isForNetwork = reason === 'offline' || reason === 'networkSignIn';
  return isForNetwork ? backoffMs(times, backoffs.network, Math.random()) : undefined;
}

/** One more stop for the same reason, or the first for another one. A network that goes does not let go of a name. */
export function toRetryState(
  before: RetryState | null,
  reason: RetryState['reason'],
  now: string,
): RetryState {
  if (before?.reason === reason) return { ...before, times: before.times + 1 };
  const heldSince = before?.reason === 'nameBusy' ? before.since : before?.heldSince;
  if (heldSince === undefined) return { reason, times: 1, since: now };
  return reason === 'nameBusy'
    ? { reason, times: 1, since: heldSince }
    : { reason, times: 1, since: now, heldSince };
}
