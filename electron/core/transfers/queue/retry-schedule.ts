import { backoffMs } from '../../graph/retry-policy.ts';
import type { Postponement } from '../model/transfer-record.ts';

const firstNetworkMs = 2_000;
const longestNetworkMs = 60_000;
/** After the last, a person decides. */
const lockedWaitsMs: readonly number[] = [60_000, 300_000, 900_000];
const hourMs = 3_600_000;
/** An upload session of a work drive lives for a day, and what it holds back was begun before it was first met. */
const longestHoldMs = 24 * hourMs;
const nameWaitsMs: readonly number[] = [...lockedWaitsMs, hourMs];
const laterNameWaitMs = 2 * hourMs;

/**
 * How long until it is tried again, after it stopped once more; undefined: no more. The network is waited for without
 * end, and a name until whoever holds it must have let go.
 */
export function toWaitMs({ reason, times, since }: Postponement, nowMs: number): number | undefined {
  if (reason === 'locked') return lockedWaitsMs[times - 1];
  if (reason === 'nameBusy') {
    const leftMs = Date.parse(since) + longestHoldMs - nowMs;
    return leftMs <= 0 ? undefined : Math.min(nameWaitsMs[times - 1] ?? laterNameWaitMs, leftMs);
  }
  const isForNetwork = reason === 'offline' || reason === 'networkSignIn';
  return isForNetwork ? backoffMs(times, firstNetworkMs, longestNetworkMs, Math.random()) : undefined;
}

/** One more stop for the same reason, or the first for another one. A network that goes does not let go of a name. */
export function toPostponement(
  before: Postponement | null,
  reason: Postponement['reason'],
  now: string,
): Postponement {
  if (before?.reason === reason) return { ...before, times: before.times + 1 };
  const heldSince = before?.reason === 'nameBusy' ? before.since : before?.heldSince;
  if (heldSince === undefined) return { reason, times: 1, since: now };
  return reason === 'nameBusy'
    ? { reason, times: 1, since: heldSince }
    : { reason, times: 1, since: now, heldSince };
}
