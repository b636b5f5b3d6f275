import type { Clock } from '../ports.ts';

/** Longer waits than this are not waited. */
const patienceMs = 250;

/** A clock for which every long wait is over at once: time jumps to its end. Short ones pass as they do. */
export interface FastClock extends Clock {
  /** From now on waits of that length or longer last until they are let pass. */
  hold(fromMs?: number): void;
  letPass(): void;
}

export function createFastClock(): FastClock {
  let aheadMs = 0;
  let heldFromMs = patienceMs;
  let gate = Promise.withResolvers<void>();
  gate.resolve();

  const wait = async (ms: number, signal: AbortSignal | undefined) => {
    const isLong = ms > patienceMs;
    if (isLong && ms >= heldFromMs) await untilAborted(gate.promise, signal);
    await untilAborted(new Promise((resolve) => setTimeout(resolve, isLong ? 1 : ms).unref()), signal);
    if (isLong) aheadMs += ms;
  };

  return {
    now: () => Date.now() + aheadMs,
    sleep: (ms, signal) => wait(ms, signal),
    hold(fromMs = patienceMs) {
      heldFromMs = fromMs;
      gate = Promise.withResolvers<void>();
    },
    letPass: () => gate.resolve(),
  };
}

async function untilAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
