import type { Clock } from '../../ports.ts';

/** Faster updates are not visible. */
const minIntervalMs = 100;
/** Speeds fall while no bytes move, so they are sent without other changes. */
const speedIntervalMs = 1_000;

export interface ChangeNotifier {
  schedule(): void;
  close(): void;
}

export interface ChangeNotifierDeps {
  clock: Clock;
  hasChanges: () => boolean;
  notify: () => void;
  isMoving: () => boolean;
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
    // A listener may have caused a change, and so scheduled the next notification.
    if (planned === 'no' && isMoving()) {
      planned = 'later';
      void wakeAfter(speedIntervalMs, 'later');
    }
  }

  return {
    schedule() {
      if (planned === 'soon' || closing.signal.aborted) return;
      planned = 'soon';
      // A clock that was set back must not delay notifications.
      const waitMs = Math.min(notifiedAtMs + minIntervalMs - clock.now(), minIntervalMs);
      void wakeAfter(Math.max(0, waitMs), 'soon');
    },
    close: () => closing.abort(),
  };
}
