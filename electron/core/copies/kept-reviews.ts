import type { Log } from '../ports.ts';
import { checkCopies, type CopiesDeps } from './copies.ts';
import { reviewKept, type ReviewDeps } from './review-kept.ts';

/** Compares what is kept on this computer with OneDrive, now and then and when asked, never twice at a time. */
export interface KeptReviews {
  /** Only what is always kept. Never rejects. */
  review(): Promise<void>;
  /** All local copies, and then what is kept. Never rejects. */
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
