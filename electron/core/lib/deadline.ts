import type { Clock } from '../ports.ts';

export interface Deadline {
  /** Milliseconds left; 0: over. Never more than the whole wait, however the clock is set. */
  leftMs(): number;
}

export function createDeadline(clock: Pick<Clock, 'now'>, waitMs: number): Deadline {
  let fromMs = clock.now();
  return {
    leftMs() {
      const nowMs = clock.now();
      if (nowMs < fromMs) fromMs = nowMs;
      return Math.max(0, fromMs + waitMs - nowMs);
    },
  };
}
