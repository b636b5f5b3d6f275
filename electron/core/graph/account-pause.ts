import { AppError } from '../errors.ts';
import { createDeadline, type Deadline } from '../lib/deadline.ts';
import { toInstant } from '../lib/instant.ts';
import type { Clock } from '../ports.ts';

/** Throttled requests count against the account's whole budget. */
export interface AccountPause {
  untilMs(): number | null;
  /** `started`: there was no pause. `kept`: the current pause lasts at least as long. */
  extend(waitMs: number): 'started' | 'extended' | 'kept';
  refuse(maxWaitMs: number): AppError | null;
  listen(listener: (untilMs: number | null) => void): () => void;
}

/** Nothing was asked. The time says from when the wait counts. */
export const toStillThrottled = (waitMs: number, nowMs: number): AppError =>
  new AppError('throttled', {
    facts: { waitMs },
    details: { status: null, serviceCode: null, requestId: null, at: toInstant(nowMs) },
  });

export function createAccountPause(clock: Clock, closing: AbortSignal, resumed: () => void): AccountPause {
  const listeners = new Set<(untilMs: number | null) => void>();
  let pausedUntilMs: number | null = null;
  let deadline: Deadline | null = null;

  const set = (untilMs: number | null) => {
    pausedUntilMs = untilMs;
    for (const listener of listeners) listener(untilMs);
  };

  const resumeWhenDue = async (untilMs: number, waitMs: number) => {
    try {
      await clock.sleep(waitMs, closing);
    } catch {
      return;
    }
    if (pausedUntilMs !== untilMs) return;
    deadline = null;
    set(null);
    resumed();
  };

  return {
    untilMs: () => pausedUntilMs,
    extend(waitMs) {
      const before = deadline;
      if (before !== null && before.leftMs() >= waitMs) return 'kept';
      deadline = createDeadline(clock, waitMs);
      const untilMs = clock.now() + waitMs;
      set(untilMs);
      void resumeWhenDue(untilMs, waitMs);
      return before === null ? 'started' : 'extended';
    },
    refuse(maxWaitMs) {
      if (deadline === null) return null;
      const waitMs = deadline.leftMs();
      return waitMs > maxWaitMs ? toStillThrottled(waitMs, clock.now()) : null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
