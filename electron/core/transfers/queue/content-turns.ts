/** Contents of so many files move at a time; whoever is ready before waits in order. */
export interface ContentTurns {
  /** Resolves when it is this one's turn, with what ends it; rejects with the signal's reason when it is aborted before. */
  take(signal: AbortSignal): Promise<() => void>;
  /** More may move by now. */
  grant(): void;
}

/** `most`: how many at a time, asked for each turn. */
export function createContentTurns(most: () => number): ContentTurns {
  const waiting = new Set<() => void>();
  let moving = 0;

  function grant(): void {
    for (const start of waiting) {
      if (moving >= most()) return;
      waiting.delete(start);
      moving += 1;
      start();
    }
  }

  function end(): void {
    moving -= 1;
    grant();
  }

  return {
    grant,
    async take(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = () => {
        waiting.delete(resolve);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(resolve);
      grant();
      await promise;
      signal.removeEventListener('abort', leave);
      return end;
    },
  };
}
