import { setTimeout as sleep } from 'node:timers/promises';

/** Anything left after this waits for a person or the network, and writes nothing. */
const maxWaitMs = 2_000;

/** Closing waits for pending writes, but not forever. */
export async function settledSoon(work: Iterable<Promise<unknown>>): Promise<void> {
  const all = [...work];
  if (all.length === 0) return;
  const ended = new AbortController();
  const late = sleep(maxWaitMs, undefined, { signal: ended.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(all), late]);
  ended.abort();
}
