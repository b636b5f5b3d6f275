import { useCallback, useState, useSyncExternalStore } from 'react';

export function useNow(everyMs: number | null): number {
  const [watch] = useState(() => ({ now: Date.now() }));
  const subscribe = useCallback(
    (changed: () => void) => {
      if (everyMs === null) return () => undefined;
      const timer = setInterval(() => {
        watch.now = Date.now();
        changed();
      }, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs, watch],
  );
  return useSyncExternalStore(subscribe, () => watch.now);
}
