import { AppError } from '../errors.ts';
import { createDeadline, type Deadline } from '../lib/deadline.ts';
import type { Clock } from '../ports.ts';

/** The pause of one account that the service asked for; throttled requests count against the budget of all of it. */
export interface AccountPause {
  /** Epoch milliseconds of its end; null while there is none. */
  untilMs(): number | null;
  /** `started`: there was none before. `kept`: the present one lasts as long or longer. */
  extend(waitMs: number): 'started' | 'extended' | 'kept';
  /** The failure of a request that would not wait until its end; null where it would. */
  refuse(maxWaitMs: number): AppError | null;
  listen(listener: (untilMs: number | null) => void): () => void;
}

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
    // A later end was set meanwhile.
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
      return waitMs > maxWaitMs ? new AppError('throttled', { facts: { waitMs } }) : null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
