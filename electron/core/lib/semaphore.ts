export interface Semaphore {
  /** Rejects with the signal's reason when aborted. */
  acquire(signal: AbortSignal): Promise<() => void>;
  /** null if no slot is free. */
  tryAcquire(): (() => void) | null;
  maxChanged(): void;
}

/** `max` is evaluated each time, so it may change. */
export function createSemaphore(max: () => number): Semaphore {
  const waiters = new Set<(release: () => void) => void>();
  let held = 0;

  function take(): () => void {
    held += 1;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      held -= 1;
      serveWaiters();
    };
  }

  function serveWaiters(): void {
    for (const resolve of waiters) {
      if (held >= max()) return;
      waiters.delete(resolve);
      resolve(take());
    }
  }

  return {
    maxChanged: serveWaiters,
    tryAcquire: () => (held < max() ? take() : null),
    async acquire(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const cancel = () => {
        waiters.delete(resolve);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', cancel, { once: true });
      waiters.add(resolve);
      serveWaiters();
      const release = await promise;
      signal.removeEventListener('abort', cancel);
      return release;
    },
  };
}
