import type { Clock } from '../../ports.ts';

/** Ten times a second is what an eye can follow. */
const tellEveryMs = 100;
/** Speeds fall while nothing happens, and that is news, too. */
const tellSpeedEveryMs = 1_000;

/** When news go out: soon after a change, never more often than an eye can follow, and now and then while files move. */
export interface Telling {
  /** There is something to tell. */
  announce(): void;
  /** Falls silent. */
  close(): void;
}

export interface TellingSurroundings {
  clock: Clock;
  hasNews: () => boolean;
  tell: () => void;
  /** Something has a speed, that may change though nothing else does. */
  isMoving: () => boolean;
  /** What moves is news, though nothing of it changed but its speed. */
  renewSpeeds: () => void;
}

export function createTelling(surroundings: TellingSurroundings): Telling {
  const { clock, hasNews, tell, isMoving, renewSpeeds } = surroundings;
  const closing = new AbortController();
  let planned: 'no' | 'soon' | 'later' = 'no';
  let toldAtMs = Number.NEGATIVE_INFINITY;

  async function wakeAfter(waitMs: number, what: 'soon' | 'later'): Promise<void> {
    try {
      await clock.sleep(waitMs, closing.signal);
    } catch {
      return;
    }
    if (planned !== what) return;
    planned = 'no';
    if (what === 'later') renewSpeeds();
    tellNow();
  }

  function tellNow(): void {
    if (hasNews()) {
      toldAtMs = clock.now();
      tell();
    }
    // Telling may have led to a change, and so to the next plan.
    if (planned === 'no' && isMoving()) {
      planned = 'later';
      void wakeAfter(tellSpeedEveryMs, 'later');
    }
  }

  return {
    announce() {
      if (planned === 'soon' || closing.signal.aborted) return;
      planned = 'soon';
      // A clock that was set back must not silence the list until it is that late again.
      const waitMs = Math.min(toldAtMs + tellEveryMs - clock.now(), tellEveryMs);
      void wakeAfter(Math.max(0, waitMs), 'soon');
    },
    close: () => closing.abort(),
  };
}
