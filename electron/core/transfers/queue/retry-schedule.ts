import {
  backoffMs,
  backoffs,
  maxReservedNameMs,
  reservedNameRepeatMs,
  retrySchedules,
} from '../../graph/retry-policy.ts';
import type { RetryState } from '../model/transfer-record.ts';

/** undefined: give up. Waits for the network have no limit. */
export function toWaitMs({ reason, times, since }: RetryState, nowMs: number): number | undefined {
  if (reason === 'locked' || reason === 'notVisibleYet') return retrySchedules[reason][times - 1];
  if (reason === 'nameReserved') {
    // A clock that was set back must not extend the wait.
    const leftMs = maxReservedNameMs - Math.max(0, nowMs - Date.parse(since));
    return leftMs <= 0
      ? undefined
      : Math.min(retrySchedules.reservedName[times - 1] ?? reservedNameRepeatMs, leftMs);
  }
  const isForNetwork = reason === 'offline' || reason === 'networkSignIn';
  return isForNetwork ? backoffMs(times, backoffs.network, Math.random()) : undefined;
}

/** Losing the network does not free a reserved name. */
export function toRetryState(
  before: RetryState | null,
  reason: RetryState['reason'],
  now: string,
): RetryState {
  if (before?.reason === reason) return { ...before, times: before.times + 1 };
  const heldSince = before?.reason === 'nameReserved' ? before.since : before?.heldSince;
  if (heldSince === undefined) return { reason, times: 1, since: now };
  return reason === 'nameReserved'
    ? { reason, times: 1, since: heldSince }
    : { reason, times: 1, since: now, heldSince };
}
