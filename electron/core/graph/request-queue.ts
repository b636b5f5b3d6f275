import { AppError } from '../errors.ts';
import type { Priority, RequestOptions } from './scheduler.ts';

/** Someone in line, or at the gate. */
export interface QueuedRequest {
  options: RequestOptions;
  start(): void;
  fail(error: unknown): void;
}

/**
 * The requests of one drive: who is next, and how many run at a time. The road widens by one for each round of good
 * answers and is halved when the service asks to wait (additive increase, multiplicative decrease).
 */
export interface RequestQueue {
  add(waiter: QueuedRequest): void;
  remove(waiter: QueuedRequest): void;
  /** Starts whoever has room. */
  startNext(): void;
  release(): void;
  recordSuccess(): void;
  halveLimit(): void;
  limit(): number;
  waiting(): QueuedRequest[];
}

const order: readonly Priority[] = ['person', 'transfer', 'background'];
const startConcurrency = 4;
const maxConcurrency = 10;

export function createRequestQueue(): RequestQueue {
  const queues: Record<Priority, QueuedRequest[]> = { person: [], transfer: [], background: [] };
  let running = 0;
  let limit = startConcurrency;
  let successes = 0;

  const next = (): QueuedRequest | undefined => {
    for (const priority of order) {
      const waiter = queues[priority].shift();
      if (waiter !== undefined) return waiter;
    }
    return undefined;
  };

  return {
    add: (waiter) => void queues[waiter.options.priority].push(waiter),
    remove(waiter) {
      const queue = queues[waiter.options.priority];
      const at = queue.indexOf(waiter);
      if (at >= 0) queue.splice(at, 1);
    },
    startNext() {
      while (running < limit) {
        const waiter = next();
        if (waiter === undefined) return;
        running += 1;
        waiter.start();
      }
    },
    release: () => void (running -= 1),
    recordSuccess() {
      successes += 1;
      if (successes < limit || limit >= maxConcurrency) return;
      successes = 0;
      limit += 1;
    },
    halveLimit() {
      limit = Math.max(1, Math.floor(limit / 2));
      successes = 0;
    },
    limit: () => limit,
    waiting: () => order.flatMap((priority) => queues[priority]),
  };
}

/** Why a turn can't be waited for, if so. */
export function toCancelled(options: RequestOptions, closing: AbortSignal): AppError | null {
  return options.signal?.aborted === true || closing.aborted ? new AppError('cancelled') : null;
}
