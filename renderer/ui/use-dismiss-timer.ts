import { useEffect, useRef } from 'react';

/** Keeps a notice from vanishing right when the pointer leaves it. */
const minMs = 2000;

/** Calls `onEnd` after `lifeMs` of unpaused time; null: never. */
export function useDismissTimer(lifeMs: number | null, paused: boolean, onEnd: () => void): void {
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
      leftMs.current = Math.max(minMs, (leftMs.current ?? 0) - (performance.now() - startedAt));
    };
  }, [paused]);
}
