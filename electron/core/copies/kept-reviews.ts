import type { DocumentsPlace } from '../documents/place/documents-place.ts';
import type { Log } from '../ports.ts';
import { checkCopies, type CopiesDeps } from './copies.ts';
import { reviewKept, type ReviewDeps } from './review-kept.ts';

export interface KeptReviews {
  /** Kept items, and what is left of former documents folders. Never rejects. */
  review(): Promise<void>;
  /** All local copies, then kept items. Never rejects. */
  checkAll(): Promise<void>;
  close(): Promise<void>;
}

const intervalMs = 15 * 60_000;

export type KeptReviewsDeps = CopiesDeps &
  ReviewDeps & { place: Pick<DocumentsPlace, 'removeLeftovers'>; log: Log };

export function createKeptReviews(deps: KeptReviewsDeps): KeptReviews {
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  const timer = setInterval(() => void review(), intervalMs);
  timer.unref();

  function review(): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve();
    void deps.place.removeLeftovers();
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
