import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  spend(bytes: number): Promise<void>;
}

/** Time that an idle link may catch up on, since timers are late. */
const BURST_MS = 50;

export function createLink(bytesPerSecond: number | null): Pace {
  if (bytesPerSecond === null) return UNHURRIED;
  let freeAtMs = 0;
  return {
    async spend(bytes) {
      const nowMs = performance.now();
      freeAtMs = Math.max(freeAtMs, nowMs - BURST_MS) + (bytes / bytesPerSecond) * 1000;
      if (freeAtMs - nowMs > 1) await sleep(freeAtMs - nowMs);
    },
  };
}

const UNHURRIED: Pace = { spend: () => Promise.resolve() };

export function createPace(bytesPerSecond: number | null): Pace {
  if (bytesPerSecond === null) return UNHURRIED;
  const startMs = performance.now();
  let spent = 0;
  return {
    async spend(bytes) {
      spent += bytes;
      const waitMs = startMs + (spent / bytesPerSecond) * 1000 - performance.now();
      if (waitMs > 1) await sleep(waitMs);
    },
  };
}
