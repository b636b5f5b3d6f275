import { setTimeout as sleep } from 'node:timers/promises';

/** Holds a stream of bytes to a speed. */
export interface Pace {
  /** Resolves when this many more bytes may pass. */
  spend(bytes: number): Promise<void>;
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
