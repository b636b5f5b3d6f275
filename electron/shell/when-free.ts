import { isAppError } from '../core/errors.ts';

export interface WaitingForProfile {
  /** Resolves if the person doesn't want to wait. `signal` aborts when the profile is free. */
  showMessage: (signal: AbortSignal) => Promise<void>;
  pause: () => Promise<void>;
  leave: () => void;
}

/** A short wait shows nothing: a command may be about to end. */
const quietTries = 8;

/** A command without a window ends by itself. null: the person didn't want to wait. */
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
