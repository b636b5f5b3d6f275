import type { Clock } from '../ports.ts';

/** The end of a wait, measured by a clock that may be set. */
export interface Deadline {
  /** Milliseconds left; 0: over. Never more than the whole wait, however the clock is set. */
  leftMs(): number;
}

export function createDeadline(clock: Pick<Clock, 'now'>, waitMs: number): Deadline {
  let fromMs = clock.now();
  return {
    leftMs() {
      const nowMs = clock.now();
      // The clock was set back, so the elapsed time is unknown: the wait starts again, once.
      if (nowMs < fromMs) fromMs = nowMs;
      return Math.max(0, fromMs + waitMs - nowMs);
    },
  };
}
