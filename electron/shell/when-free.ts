import { isAppError } from '../core/errors.ts';

export interface WaitingForProfile {
  /**
   * Shows that another process uses the profile; resolves if the person doesn't want to wait. `signal` aborts
   * when it is free.
   */
  showMessage: (signal: AbortSignal) => Promise<void>;
  pause: () => Promise<void>;
  /** The person didn't want to wait. */
  leave: () => void;
}

/** A short wait shows nothing: a command may be about to end. */
const quietTries = 8;

/**
 * Retries `start` until the profile is free: a command without a window ends by itself. null: the person
 * didn't want to wait.
 */
export async function whenFree<T>(start: () => Promise<T>, waiting: WaitingForProfile): Promise<T | null> {
  const free = new AbortController();
  let isCancelled = false;
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        return await start();
      } catch (error) {
        if (!isAppError(error, 'profileInUse')) throw error;
      }
      if (tries === quietTries)
        void waiting.showMessage(free.signal).then(() => {
          if (free.signal.aborted) return;
          isCancelled = true;
          waiting.leave();
        });
      await waiting.pause();
      if (isCancelled) return null;
    }
  } finally {
    free.abort();
  }
}
