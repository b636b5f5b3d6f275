import type { Clock } from '../ports.ts';

const patienceMs = 250;

/** Time jumps to the end of long waits. Short ones take real time. */
export interface FastClock extends Clock {
  /** Waits of at least that length. */
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
