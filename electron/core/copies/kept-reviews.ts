import type { Log } from '../ports.ts';
import { checkCopies, type CopiesDeps } from './copies.ts';
import { reviewKept, type ReviewDeps } from './review-kept.ts';

export interface KeptReviews {
  /** Kept items only. Never rejects. */
  review(): Promise<void>;
  /** All local copies, then kept items. Never rejects. */
  checkAll(): Promise<void>;
  close(): Promise<void>;
}

const intervalMs = 15 * 60_000;

export function createKeptReviews(deps: CopiesDeps & ReviewDeps & { log: Log }): KeptReviews {
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  const timer = setInterval(() => void review(), intervalMs);
  timer.unref();

  function review(): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve();
    running ??= reviewKept(deps, closing.signal)
      .catch((error: unknown) => {
        if (!closing.signal.aborted) deps.log.error('kept items were not reviewed', { error: String(error) });
      })
      .finally(() => (running = null));
    return running;
  }

  return {
    review,
    async checkAll() {
      await checkCopies(deps);
      await review();
    },
    async close() {
      clearInterval(timer);
      closing.abort();
      await running;
    },
  };
}
