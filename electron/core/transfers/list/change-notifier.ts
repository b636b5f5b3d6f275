import type { Clock } from '../../ports.ts';

/** Ten times a second is what an eye can follow. */
const minIntervalMs = 100;
/** Speeds fall while nothing happens, and that is news, too. */
const speedIntervalMs = 1_000;

/** When news go out: soon after a change, never more often than an eye can follow, and now and then while files move. */
export interface ChangeNotifier {
  /** There is something to tell. */
  schedule(): void;
  /** Falls silent. */
  close(): void;
}

export interface ChangeNotifierDeps {
  clock: Clock;
  hasChanges: () => boolean;
  notify: () => void;
  /** Something has a speed, that may change though nothing else does. */
  isMoving: () => boolean;
  /** What moves is news, though nothing of it changed but its speed. */
  markMoving: () => void;
}

export function createChangeNotifier(deps: ChangeNotifierDeps): ChangeNotifier {
  const { clock, hasChanges, notify, isMoving, markMoving } = deps;
  const closing = new AbortController();
  let planned: 'no' | 'soon' | 'later' = 'no';
  let notifiedAtMs = Number.NEGATIVE_INFINITY;

  async function wakeAfter(waitMs: number, what: 'soon' | 'later'): Promise<void> {
    try {
      await clock.sleep(waitMs, closing.signal);
    } catch {
      return;
    }
    if (planned !== what) return;
    planned = 'no';
    if (what === 'later') markMoving();
    notifyNow();
  }

  function notifyNow(): void {
    if (hasChanges()) {
      notifiedAtMs = clock.now();
      notify();
    }
    // Telling may have led to a change, and so to the next plan.
    if (planned === 'no' && isMoving()) {
      planned = 'later';
      void wakeAfter(speedIntervalMs, 'later');
    }
  }

  return {
    schedule() {
      if (planned === 'soon' || closing.signal.aborted) return;
      planned = 'soon';
      // A clock that was set back must not silence the list until it is that late again.
      const waitMs = Math.min(notifiedAtMs + minIntervalMs - clock.now(), minIntervalMs);
      void wakeAfter(Math.max(0, waitMs), 'soon');
    },
    close: () => closing.abort(),
  };
}
