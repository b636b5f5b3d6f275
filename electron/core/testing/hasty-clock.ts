import type { Clock } from '../ports.ts';

/** Longer waits than this are not waited. */
const patienceMs = 250;

/** A clock for which every long wait is over at once: time jumps to its end. Short ones pass as they do. */
export function createHastyClock(): Clock & { waitedMs(): number } {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    waitedMs: () => aheadMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason as Error);
        const isLong = ms > patienceMs;
        const timer = setTimeout(
          () => {
            signal?.removeEventListener('abort', abort);
            if (isLong) aheadMs += ms;
            resolve();
          },
          isLong ? 1 : ms,
        );
        const abort = () => {
          clearTimeout(timer);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}
