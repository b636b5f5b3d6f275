import type { Clock } from '../ports.ts';

/** First come, first served. */
export interface TokenBucket {
  /** Rejects with the signal's reason if aborted before. */
  take(bytes: number, signal: AbortSignal | null): Promise<void>;
  /** Small enough that every caller gets a turn several times a second; null: no limit. */
  pieceBytes(): number | null;
  /** null: no limit. Applies at once, even to waiting callers. */
  setLimit(bytesPerSecond: number | null): void;
}

interface Waiter {
  bytes: number;
  resolve(): void;
}

const minPieceBytes = 16 * 1024;
const piecesPerSecond = 10;

export function createTokenBucket(clock: Clock): TokenBucket {
  let limit: number | null = null;
  /** When the bytes passed so far are paid for. */
  let freeMs = 0;
  let lastMs = clock.now();
  let changed = new AbortController();
  let isServing = false;
  const queue: Waiter[] = [];

  /** A clock that was set back must not increase the debt. */
  function now(): number {
    const nowMs = clock.now();
    if (nowMs < lastMs) freeMs -= lastMs - nowMs;
    lastMs = nowMs;
    return nowMs;
  }

  async function serveQueue(): Promise<void> {
    if (isServing) return;
    isServing = true;
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const nowMs = now();
      const waitMs = limit === null ? 0 : freeMs - nowMs;
      // A changed limit ends the wait, which is then recalculated.
      if (waitMs > 0) await clock.sleep(waitMs, changed.signal).catch(() => undefined);
      if (next !== queue[0] || (limit !== null && now() < freeMs)) continue;
      queue.shift();
      spend(next.bytes);
      next.resolve();
    }
    isServing = false;
  }

  function spend(bytes: number): void {
    if (limit !== null) freeMs = Math.max(now(), freeMs) + (bytes / limit) * 1000;
  }

  return {
    take(bytes, signal) {
      if (limit === null && queue.length === 0) return Promise.resolve();
      if (queue.length === 0 && now() >= freeMs) {
        spend(bytes);
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const leave = () => {
          const at = queue.indexOf(waiter);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason as Error);
        };
        const waiter: Waiter = {
          bytes,
          resolve() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
        };
        if (signal?.aborted === true) return leave();
        signal?.addEventListener('abort', leave, { once: true });
        queue.push(waiter);
        void serveQueue();
      });
    },
    pieceBytes: () => (limit === null ? null : Math.max(minPieceBytes, Math.floor(limit / piecesPerSecond))),
    setLimit(bytesPerSecond) {
      if (bytesPerSecond === limit) return;
      const nowMs = now();
      const owedBytes = limit === null ? 0 : (Math.max(0, freeMs - nowMs) / 1000) * limit;
      limit = bytesPerSecond;
      freeMs = nowMs + (limit === null ? 0 : (owedBytes / limit) * 1000);
      changed.abort();
      changed = new AbortController();
    },
  };
}
