import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { createTurnLane, refuseTurn, type TurnLane, type Waiting } from './request-queue.ts';

/** People's clicks go before transfers, and those before what nobody waits for. */
export type Priority = 'person' | 'transfer' | 'background';

export interface Turn {
  priority: Priority;
  signal: AbortSignal | null;
  /** Rather than wait longer for a pause to end, fail with `throttled`. */
  maxWaitMs: number;
  /** The drive it is about: each has lines of its own. "" for what belongs to no drive. */
  drive: string;
}

/**
 * When the requests of one account may be sent: how many at a time to each of its drives, and none at all while the
 * service says so. Throttled requests count against the account's budget, so a pause is the whole account's.
 */
export interface Scheduler {
  run<T>(work: () => Promise<T>, turn: Turn): Promise<T>;
  /** Resolves when the account may go on, without taking a turn. */
  passGate(turn: Turn): Promise<void>;
  /** The service asks to wait: nothing of this account starts before. */
  pause(waitMs: number): void;
  /** An answer of that drive that was not a refusal. */
  succeeded(drive: string): void;
  /** How many files at a time the service bears, by what it answered of late: 1 to 10. */
  concurrency(): number;
  /** Epoch milliseconds of the end of a pause, or null. */
  waitUntil(): number | null;
  /** Hear of pauses until the returned function is called. */
  listen(listener: (untilMs: number | null) => void): () => void;
  close(): void;
}

export function createScheduler(clock: Clock): Scheduler {
  const closing = new AbortController();
  const lanes = new Map<string, TurnLane>();
  /** Contents take no turns; how many of them go at a time follows the same rule. */
  const contents = createTurnLane();
  const gateWaiters = new Set<Waiting>();
  const listeners = new Set<(untilMs: number | null) => void>();
  let pausedUntilMs: number | null = null;

  const laneOf = (drive: string): TurnLane => {
    const lane = lanes.get(drive) ?? createTurnLane();
    lanes.set(drive, lane);
    return lane;
  };
  const allWaiting = () => [...[...lanes.values()].flatMap((lane) => lane.waiting()), ...gateWaiters];

  const tell = () => {
    for (const listener of listeners) listener(pausedUntilMs);
  };

  const pump = (lane: TurnLane) => {
    if (pausedUntilMs === null) lane.pump();
  };

  const open = () => {
    for (const waiter of gateWaiters) waiter.start();
    for (const lane of lanes.values()) lane.pump();
  };

  const tooLong = (turn: Turn): AppError | null => {
    if (pausedUntilMs === null) return null;
    const waitMs = pausedUntilMs - clock.now();
    return waitMs > turn.maxWaitMs ? new AppError('throttled', { facts: { waitMs } }) : null;
  };

  const failImpatient = () => {
    for (const waiter of allWaiting()) {
      const error = tooLong(waiter.turn);
      if (error !== null) waiter.fail(error);
    }
  };

  const resumeWhenDue = async (untilMs: number) => {
    try {
      await clock.sleep(Math.max(0, untilMs - clock.now()), closing.signal);
    } catch {
      return;
    }
    if (pausedUntilMs !== untilMs) return;
    pausedUntilMs = null;
    tell();
    open();
  };

  /** Joins a line, resolves when it is this one's turn. */
  const queueUp = (
    turn: Turn,
    join: (waiter: Waiting) => void,
    leave: (waiter: Waiting) => void,
    entered: (waiter: Waiting) => void,
  ) => {
    const refusal = refuseTurn(turn, closing.signal) ?? tooLong(turn);
    if (refusal !== null) return Promise.reject(refusal);
    return new Promise<void>((resolve, reject) => {
      const end = () => {
        leave(waiter);
        turn.signal?.removeEventListener('abort', abort);
      };
      const waiter: Waiting = {
        turn,
        start: () => (end(), resolve()),
        fail: (error) => (end(), reject(error)),
      };
      const abort = () => waiter.fail(new AppError('cancelled'));
      turn.signal?.addEventListener('abort', abort, { once: true });
      join(waiter);
      if (pausedUntilMs === null) entered(waiter);
    });
  };

  return {
    async run(work, turn) {
      const lane = laneOf(turn.drive);
      await queueUp(
        turn,
        (waiter) => lane.join(waiter),
        (waiter) => lane.leave(waiter),
        () => lane.pump(),
      );
      try {
        return await work();
      } finally {
        lane.ended();
        pump(lane);
      }
    },
    passGate: (turn) =>
      queueUp(
        turn,
        (waiter) => gateWaiters.add(waiter),
        (waiter) => gateWaiters.delete(waiter),
        (waiter) => waiter.start(),
      ),
    pause(waitMs) {
      const untilMs = clock.now() + waitMs;
      if (pausedUntilMs === null) for (const lane of [contents, ...lanes.values()]) lane.halve();
      if (pausedUntilMs !== null && pausedUntilMs >= untilMs) return;
      pausedUntilMs = untilMs;
      tell();
      failImpatient();
      void resumeWhenDue(untilMs);
    },
    succeeded(drive) {
      laneOf(drive).succeeded();
      contents.succeeded();
    },
    concurrency: () => contents.limit(),
    waitUntil: () => pausedUntilMs,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      for (const waiter of allWaiting()) {
        waiter.fail(new AppError('cancelled'));
      }
    },
  };
}
