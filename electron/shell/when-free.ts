import { isAppError } from '../core/errors.ts';

export interface WaitingForProfile {
  /** Says that somebody else has the profile; resolves when a person does not want to wait. `signal`: it is free now. */
  tell: (signal: AbortSignal) => Promise<void>;
  pause: () => Promise<void>;
  /** The person did not want to wait. */
  leave: () => void;
}

/** A command that is just ending is not worth a word. */
const quietTries = 8;

/**
 * Starts what needs the profile for itself as soon as nobody else has it: a command that works without a window ends by itself.
 * null: nobody wanted to wait.
 */
export async function whenFree<T>(start: () => Promise<T>, waiting: WaitingForProfile): Promise<T | null> {
  const free = new AbortController();
  let isUnwanted = false;
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        return await start();
      } catch (error) {
        if (!isAppError(error, 'profileInUse')) throw error;
      }
      if (tries === quietTries)
        void waiting.tell(free.signal).then(() => {
          if (free.signal.aborted) return;
          isUnwanted = true;
          waiting.leave();
        });
      await waiting.pause();
      if (isUnwanted) return null;
    }
  } finally {
    free.abort();
  }
}
