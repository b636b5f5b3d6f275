import { useCallback, useState, useSyncExternalStore } from 'react';

/** All that show the same seconds share one timer, which runs only while someone can see them. */
interface Ticker {
  readonly listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | null;
}

const tickers = new Map<number, Ticker>();

function setRunning(ticker: Ticker, everyMs: number): void {
  const runs = ticker.listeners.size > 0 && !document.hidden;
  if (runs === (ticker.timer !== null)) return;
  if (ticker.timer !== null) clearInterval(ticker.timer);
  ticker.timer = runs ? setInterval(() => tick(ticker), everyMs) : null;
}

function tick({ listeners }: Ticker): void {
  for (const listener of listeners) listener();
}

function followVisibility(): void {
  for (const [everyMs, ticker] of tickers) {
    setRunning(ticker, everyMs);
    if (ticker.timer !== null) tick(ticker);
  }
}

function subscribeTo(everyMs: number, listener: () => void): () => void {
  if (tickers.size === 0) document.addEventListener('visibilitychange', followVisibility);
  const ticker = tickers.get(everyMs) ?? { listeners: new Set(), timer: null };
  tickers.set(everyMs, ticker);
  ticker.listeners.add(listener);
  setRunning(ticker, everyMs);
  return () => {
    ticker.listeners.delete(listener);
    setRunning(ticker, everyMs);
  };
}

/** null: it doesn't change. */
export function useNow(everyMs: number | null): number {
  const [watch] = useState(() => ({ now: Date.now() }));
  const subscribe = useCallback(
    (changed: () => void) =>
      everyMs === null
        ? () => undefined
        : subscribeTo(everyMs, () => {
            watch.now = Date.now();
            changed();
          }),
    [everyMs, watch],
  );
  return useSyncExternalStore(subscribe, () => watch.now);
}
