import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { createAccountPause } from './account-pause.ts';
import {
  createRequestQueue,
  waitIn,
  type QueuedRequest,
  type RequestOptions,
  type RequestQueue,
} from './request-queue.ts';

export interface Scheduler {
  run<T>(work: () => Promise<T>, options: RequestOptions): Promise<T>;
  /** Without occupying a queue slot. */
  waitUntilResumed(options: RequestOptions): Promise<void>;
  /** The service asked to wait: nothing of this account starts earlier. */
  pause(waitMs: number): void;
  recordSuccess(drive: string): void;
  concurrency(): number;
  /** In epoch milliseconds, or null. */
  waitUntil(): number | null;
  listen(listener: (untilMs: number | null) => void): () => void;
  close(): void;
}

export function createScheduler(clock: Clock): Scheduler {
  const closing = new AbortController();
  const queues = new Map<string, RequestQueue>();
  /** Content bypasses the queues, but its concurrency follows the same rule. */
  const contents = createRequestQueue();
  const waitingForResume = new Set<QueuedRequest>();

  const queueOf = (drive: string): RequestQueue => {
    const queue = queues.get(drive) ?? createRequestQueue();
    queues.set(drive, queue);
    return queue;
  };

  const pause = createAccountPause(clock, closing.signal, () => {
    for (const request of waitingForResume) request.start();
    for (const queue of queues.values()) queue.startNext();
  });
  const isPaused = () => pause.untilMs() !== null;

  const failWaiting = (toError: (options: RequestOptions) => AppError | null) => {
    const waiting = [...queues.values()].flatMap((queue) => queue.waiting());
    for (const request of [...waiting, ...waitingForResume]) {
      const error = toError(request.options);
      if (error !== null) request.fail(error);
    }
  };

  const refuse = ({ signal, maxWaitMs }: RequestOptions): AppError | null =>
    signal?.aborted === true || closing.signal.aborted ? new AppError('cancelled') : pause.refuse(maxWaitMs);

  return {
    async run(work, options) {
      const refusal = refuse(options);
      if (refusal !== null) throw refusal;
      const queue = queueOf(options.drive);
      const startNext = () => {
        if (!isPaused()) queue.startNext();
      };
      await waitIn(queue, options, startNext);
      try {
        return await work();
      } finally {
        queue.release();
        startNext();
      }
    },
    async waitUntilResumed(options) {
      const refusal = refuse(options);
      if (refusal !== null) throw refusal;
      const place = {
        add: (request: QueuedRequest) => void waitingForResume.add(request),
        remove: (request: QueuedRequest) => void waitingForResume.delete(request),
      };
      await waitIn(place, options, (request) => {
        if (!isPaused()) request.start();
      });
    },
    pause(waitMs) {
      const change = pause.extend(waitMs);
      if (change === 'started') for (const queue of [contents, ...queues.values()]) queue.halveLimit();
      if (change !== 'kept') failWaiting(({ maxWaitMs }) => pause.refuse(maxWaitMs));
    },
    recordSuccess(drive) {
      queueOf(drive).recordSuccess();
      contents.recordSuccess();
    },
    concurrency: () => contents.limit(),
    waitUntil: () => pause.untilMs(),
    listen: (listener) => pause.listen(listener),
    close() {
      closing.abort();
      failWaiting(() => new AppError('cancelled'));
    },
  };
}
