import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';

/** People's clicks go before background work. */
export type Priority = 'person' | 'background';

export interface Turn {
  priority: Priority;
  signal: AbortSignal | null;
  /** Rather than wait longer for a pause to end, fail with `throttled`. */
  maxWaitMs: number;
}

/** When the requests of one account may be sent: how many at a time, and not at all while the service says so. */
export interface Scheduler {
  run<T>(work: () => Promise<T>, turn: Turn): Promise<T>;
  /** Resolves when the account may go on, without taking a turn. */
  passGate(turn: Turn): Promise<void>;
  /** The service asks to wait: nothing of this account starts before. */
  pause(waitMs: number): void;
  /** An answer that was not a refusal. */
  succeeded(): void;
  /** Epoch milliseconds of the end of a pause, or null. */
  waitUntil(): number | null;
  /** Hear of pauses until the returned function is called. */
  listen(listener: (untilMs: number | null) => void): () => void;
  close(): void;
}

const startConcurrency = 4;
const maxConcurrency = 10;

interface Waiting {
  turn: Turn;
  start(): void;
  fail(error: unknown): void;
}

export function createScheduler(clock: Clock): Scheduler {
  const closing = new AbortController();
  const queues: Record<Priority, Waiting[]> = { person: [], background: [] };
  const gateWaiters = new Set<Waiting>();
  const listeners = new Set<(untilMs: number | null) => void>();
  let running = 0;
  let limit = startConcurrency;
  let successes = 0;
  let pausedUntilMs: number | null = null;

  const tell = () => {
    for (const listener of listeners) listener(pausedUntilMs);
  };

  const pump = () => {
    if (pausedUntilMs !== null) return;
    for (const waiter of gateWaiters) waiter.start();
    while (running < limit) {
      const next = queues.person.shift() ?? queues.background.shift();
      if (next === undefined) return;
      running += 1;
      next.start();
    }
  };

  const tooLong = (turn: Turn): AppError | null => {
    if (pausedUntilMs === null) return null;
    const waitMs = pausedUntilMs - clock.now();
    return waitMs > turn.maxWaitMs ? new AppError('throttled', { facts: { waitMs } }) : null;
  };

  const failImpatient = () => {
    for (const waiter of [...queues.person, ...queues.background, ...gateWaiters]) {
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
    pump();
  };

  /** Joins a line, resolves when it is this one's turn. */
  const queueUp = (turn: Turn, join: (waiter: Waiting) => void, leave: (waiter: Waiting) => void) => {
    const refusal = refuse(turn, closing.signal) ?? tooLong(turn);
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
      pump();
    });
  };

  return {
    async run(work, turn) {
      const queue = queues[turn.priority];
      await queueUp(
        turn,
        (waiter) => queue.push(waiter),
        (waiter) => remove(queue, waiter),
      );
      try {
        return await work();
      } finally {
        running -= 1;
        pump();
      }
    },
    passGate: (turn) =>
      queueUp(
        turn,
        (waiter) => gateWaiters.add(waiter),
        (waiter) => gateWaiters.delete(waiter),
      ),
    pause(waitMs) {
      const untilMs = clock.now() + waitMs;
      if (pausedUntilMs === null) limit = Math.max(1, Math.floor(limit / 2));
      successes = 0;
      if (pausedUntilMs !== null && pausedUntilMs >= untilMs) return;
      pausedUntilMs = untilMs;
      tell();
      failImpatient();
      void resumeWhenDue(untilMs);
    },
    succeeded() {
      successes += 1;
      if (successes < limit || limit >= maxConcurrency) return;
      successes = 0;
      limit += 1;
    },
    waitUntil: () => pausedUntilMs,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      for (const waiter of [...queues.person, ...queues.background, ...gateWaiters]) {
        waiter.fail(new AppError('cancelled'));
      }
    },
  };
}

function refuse(turn: Turn, closing: AbortSignal): AppError | null {
  return turn.signal?.aborted === true || closing.aborted ? new AppError('cancelled') : null;
}

function remove(queue: Waiting[], waiter: Waiting): void {
  const index = queue.indexOf(waiter);
  if (index >= 0) queue.splice(index, 1);
}
