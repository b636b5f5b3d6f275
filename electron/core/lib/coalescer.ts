import type { Clock } from '../ports.ts';

/** At once for a key, then at most once per interval. */
export interface Coalescer {
  note(key: string): void;
  close(): void;
}

export function createCoalescer(clock: Clock, intervalMs: number, fire: (key: string) => void): Coalescer {
  const resting = new Map<string, boolean>();
  const closing = new AbortController();

  const rest = async (key: string) => {
    try {
      await clock.sleep(intervalMs, closing.signal);
    } catch {
      return;
    }
    const isNoted = resting.get(key) === true;
    resting.delete(key);
    if (isNoted) note(key);
  };

  function note(key: string): void {
    if (resting.has(key)) {
      resting.set(key, true);
      return;
    }
    resting.set(key, false);
    fire(key);
    void rest(key);
  }

  return { note, close: () => closing.abort() };
}
