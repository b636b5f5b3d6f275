import { useEffect, useRef } from 'react';

/** Nobody should see a notice vanish right as the pointer leaves it. */
const leastMs = 2000;

/** Calls `onEnd` after `lifeMs` (null: never) of not being paused. */
export function useLife(lifeMs: number | null, paused: boolean, onEnd: () => void): void {
  const leftMs = useRef(lifeMs);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (leftMs.current === null || paused) return;
    const startedAt = performance.now();
    const timer = setTimeout(() => end.current(), leftMs.current);
    return () => {
      clearTimeout(timer);
      leftMs.current = Math.max(leastMs, (leftMs.current ?? 0) - (performance.now() - startedAt));
    };
  }, [paused]);
}
