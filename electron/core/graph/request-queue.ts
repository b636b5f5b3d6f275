import { AppError } from '../errors.ts';

/** People's clicks go before transfers, and transfers before background work. */
export type Priority = 'person' | 'transfer' | 'background';

export interface RequestOptions {
  priority: Priority;
  signal: AbortSignal | null;
  /** Rather than wait longer for a pause to end, fail with `throttled`. */
  maxWaitMs: number;
  /** The drive it is about: each has a queue of its own. "" for what belongs to no drive. */
  drive: string;
}

export interface QueuedRequest {
  options: RequestOptions;
  start(): void;
  fail(error: unknown): void;
}

/**
 * The requests of one drive: which is next, and how many run at a time. The limit grows by one for each round of
 * successes and is halved when the service throttles (additive increase, multiplicative decrease).
 */
export interface RequestQueue {
  add(request: QueuedRequest): void;
  remove(request: QueuedRequest): void;
  /** Starts as many as the limit allows. */
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
      const request = queues[priority].shift();
      if (request !== undefined) return request;
    }
    return undefined;
  };

  return {
    add: (request) => void queues[request.options.priority].push(request),
    remove(request) {
      const queue = queues[request.options.priority];
      const at = queue.indexOf(request);
      if (at >= 0) queue.splice(at, 1);
    },
    startNext() {
      while (running < limit) {
        const request = next();
        if (request === undefined) return;
        running += 1;
        request.start();
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

/**
 * Resolves when `place` starts the request, rejects when it fails it or the caller gives up. A request that is over
 * has left its place.
 */
export function waitIn(
  place: Pick<RequestQueue, 'add' | 'remove'>,
  options: RequestOptions,
  added: (request: QueuedRequest) => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const leave = () => {
      place.remove(request);
      options.signal?.removeEventListener('abort', cancel);
    };
    const request: QueuedRequest = {
      options,
      start: () => (leave(), resolve()),
      fail: (error) => (leave(), reject(error)),
    };
    const cancel = () => request.fail(new AppError('cancelled'));
    options.signal?.addEventListener('abort', cancel, { once: true });
    place.add(request);
    added(request);
  });
}
