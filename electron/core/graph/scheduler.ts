import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { createRequestQueue, toCancelled, type RequestQueue, type QueuedRequest } from './request-queue.ts';

/** People's clicks go before transfers, and those before what nobody waits for. */
export type Priority = 'person' | 'transfer' | 'background';

export interface RequestOptions {
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
  run<T>(work: () => Promise<T>, options: RequestOptions): Promise<T>;
  /** Resolves when the account may go on, without taking a turn. */
  waitUntilResumed(options: RequestOptions): Promise<void>;
  /** The service asks to wait: nothing of this account starts before. */
  pause(waitMs: number): void;
  /** An answer of that drive that was not a refusal. */
  recordSuccess(drive: string): void;
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
  const queues = new Map<string, RequestQueue>();
  /** Contents take no turns; how many of them go at a time follows the same rule. */
  const contents = createRequestQueue();
  const waitingForResume = new Set<QueuedRequest>();
  const listeners = new Set<(untilMs: number | null) => void>();
  let pausedUntilMs: number | null = null;

  const laneOf = (drive: string): RequestQueue => {
    const queue = queues.get(drive) ?? createRequestQueue();
    queues.set(drive, queue);
    return queue;
  };
  const allWaiting = () => [...[...queues.values()].flatMap((queue) => queue.waiting()), ...waitingForResume];

  const notify = () => {
    for (const listener of listeners) listener(pausedUntilMs);
  };

  const pump = (queue: RequestQueue) => {
    if (pausedUntilMs === null) queue.startNext();
  };

  const open = () => {
    for (const waiter of waitingForResume) waiter.start();
    for (const queue of queues.values()) queue.startNext();
  };

  const tooLong = (options: RequestOptions): AppError | null => {
    if (pausedUntilMs === null) return null;
    const waitMs = pausedUntilMs - clock.now();
    return waitMs > options.maxWaitMs ? new AppError('throttled', { facts: { waitMs } }) : null;
  };

  const failImpatient = () => {
    for (const waiter of allWaiting()) {
      const error = tooLong(waiter.options);
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
    notify();
    open();
  };

  /** Joins a line, resolves when it is this one's turn. */
  const queueUp = (
    options: RequestOptions,
    join: (waiter: QueuedRequest) => void,
    leave: (waiter: QueuedRequest) => void,
    entered: (waiter: QueuedRequest) => void,
  ) => {
    const refusal = toCancelled(options, closing.signal) ?? tooLong(options);
    if (refusal !== null) return Promise.reject(refusal);
    return new Promise<void>((resolve, reject) => {
      const end = () => {
        leave(waiter);
        options.signal?.removeEventListener('abort', abort);
      };
      const waiter: QueuedRequest = {
        options,
        start: () => (end(), resolve()),
        fail: (error) => (end(), reject(error)),
      };
      const abort = () => waiter.fail(new AppError('cancelled'));
      options.signal?.addEventListener('abort', abort, { once: true });
      join(waiter);
      if (pausedUntilMs === null) entered(waiter);
    });
  };

  return {
    async run(work, options) {
      const queue = laneOf(options.drive);
      await queueUp(
        options,
        (waiter) => queue.add(waiter),
        (waiter) => queue.remove(waiter),
        () => queue.startNext(),
      );
      try {
        return await work();
      } finally {
        queue.release();
        pump(queue);
      }
    },
    waitUntilResumed: (options) =>
      queueUp(
        options,
        (waiter) => waitingForResume.add(waiter),
        (waiter) => waitingForResume.delete(waiter),
        (waiter) => waiter.start(),
      ),
    pause(waitMs) {
      const untilMs = clock.now() + waitMs;
      if (pausedUntilMs === null) for (const queue of [contents, ...queues.values()]) queue.halveLimit();
      if (pausedUntilMs !== null && pausedUntilMs >= untilMs) return;
      pausedUntilMs = untilMs;
      notify();
      failImpatient();
      void resumeWhenDue(untilMs);
    },
    recordSuccess(drive) {
      laneOf(drive).recordSuccess();
      contents.recordSuccess();
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
