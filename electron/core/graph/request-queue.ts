import { AppError } from '../errors.ts';

/** Priority order: user actions, transfers, background work. */
export type Priority = 'person' | 'transfer' | 'background';

export interface RequestOptions {
  priority: Priority;
  signal: AbortSignal | null;
  maxWaitMs: number;
  /** Each drive has a queue of its own; "" for requests without a drive. */
  drive: string;
}

export interface QueuedRequest {
  options: RequestOptions;
  start(): void;
  fail(error: unknown): void;
}

/** The limit grows by one per round of successes and halves when the service throttles (AIMD). */
export interface RequestQueue {
  add(request: QueuedRequest): void;
  remove(request: QueuedRequest): void;
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

/** Rejects when the request is refused or aborted. */
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
