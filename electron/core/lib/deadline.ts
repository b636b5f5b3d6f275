import type { Clock } from '../ports.ts';

/** The end of a wait by a clock that may be set. */
export interface Deadline {
  /** Milliseconds that are left; 0: it is over. Never more than the wait itself, however the clock is set meanwhile. */
  leftMs(): number;
}

export function createDeadline(clock: Pick<Clock, 'now'>, waitMs: number): Deadline {
  let fromMs = clock.now();
  return {
    leftMs() {
      const nowMs = clock.now();
      // Set back: how much of the wait had passed is not known any more, so it begins again, once.
      if (nowMs < fromMs) fromMs = nowMs;
      return Math.max(0, fromMs + waitMs - nowMs);
    },
  };
}
