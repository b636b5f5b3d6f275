import type { Clock } from '../ports.ts';

export interface ManualClock extends Clock {
  /** Ends due sleeps in order. */
  advance(ms: number): Promise<void>;
  /** To the end of the next sleep, if within `maxMs`; else other work gets a turn. */
  advanceToNext(maxMs: number): Promise<void>;
  sleeping(): Promise<void>;
}

interface Sleeper {
  dueMs: number;
  wake(): void;
}

export function createManualClock(startMs = Date.UTC(2026, 10, 21)): ManualClock {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];
  let watchers: (() => void)[] = [];

  const advance = async (ms: number) => {
    nowMs += ms;
    const due = sleepers.filter(({ dueMs }) => dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs);
    sleepers = sleepers.filter(({ dueMs }) => dueMs > nowMs);
    for (const sleeper of due) sleeper.wake();
    await new Promise((resolve) => setImmediate(resolve));
  };

  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason as Error);
        const sleeper: Sleeper = { dueMs: nowMs + ms, wake: resolve };
        const abort = () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.push(sleeper);
        for (const watcher of watchers) watcher();
        watchers = [];
      }),
    advance,
    advanceToNext(maxMs) {
      const waitMs = Math.max(0, Math.min(...sleepers.map(({ dueMs }) => dueMs)) - nowMs);
      return advance(waitMs <= maxMs ? waitMs : 0);
    },
    sleeping: () =>
      sleepers.length > 0 ? Promise.resolve() : new Promise((resolve) => void watchers.push(resolve)),
  };
}
