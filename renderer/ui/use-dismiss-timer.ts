import { useEffect, useRef } from 'react';

/** Keeps a notice from vanishing right when the pointer leaves it. */
const minMs = 2000;

/** Calls `onEnd` after `lifeMs` of unpaused time; null: never. Starts again when `lifeMs` changes. */
export function useDismissTimer(lifeMs: number | null, paused: boolean, onEnd: () => void): void {
  const left = useRef({ of: lifeMs, ms: lifeMs });
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (left.current.of !== lifeMs) left.current = { of: lifeMs, ms: lifeMs };
    const { ms } = left.current;
    if (ms === null || paused) return;
    const startedAt = performance.now();
    const timer = setTimeout(() => end.current(), ms);
    return () => {
      clearTimeout(timer);
      left.current.ms = Math.max(minMs, ms - (performance.now() - startedAt));
    };
  }, [paused, lifeMs]);
}
