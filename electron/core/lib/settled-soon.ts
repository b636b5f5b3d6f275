import { setTimeout as sleep } from 'node:timers/promises';

/** What is left after so long waits for a person or for the network, and writes nothing. */
const maxWaitMs = 2_000;

/** Resolves when all of that work has ended: what closes waits for what is still being written, but not for ever. */
export async function settledSoon(work: Iterable<Promise<unknown>>): Promise<void> {
  const all = [...work];
  if (all.length === 0) return;
  const ended = new AbortController();
  const late = sleep(maxWaitMs, undefined, { signal: ended.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(all), late]);
  ended.abort();
}
