import { Worker, type MessagePort } from 'node:worker_threads';

/** Methods of a worker, by name. Each takes one value that can be cloned. */
type WorkerCalls<C> = { [N in keyof C]: (input: never) => unknown };

/** What a failed call leaves of its error. `code` is null where the worker does not know the error. */
export interface CallFailure {
  code: string | null;
  message: string;
}

interface CallRequest {
  id: number;
  name: string;
  input: unknown;
}

type CallResponse = { id: number; value: unknown } | { id: number; failure: CallFailure };

/** The main thread's side of a worker. Calls are handled one at a time, in the order they were made. */
export interface WorkerClient<C extends WorkerCalls<C>> {
  call<N extends keyof C & string>(name: N, input: Parameters<C[N]>[0]): Promise<ReturnType<C[N]>>;
  /** Pending and later calls fail. */
  terminate(): Promise<void>;
}

export interface WorkerOptions<M> {
  name: string;
  /** `workerData` there. */
  data?: object;
  toError: (failure: CallFailure) => Error;
  /** What calls fail with once the worker has ended. */
  toExitError: () => Error;
  /** Called with what the worker sends unasked. */
  onMessage?: (message: M) => void;
  /** Called when the worker dies of an uncaught error. */
  onCrash?: (error: unknown) => void;
  /** Called once it has ended, however that came, after its pending calls have failed. */
  onExit?: () => void;
}

/** Starts a worker whose module calls `serveCalls`. */
export function startWorker<C extends WorkerCalls<C>, M = never>(
  module: URL,
  options: WorkerOptions<M>,
): WorkerClient<C> {
  const worker = new Worker(module, { name: options.name, workerData: options.data ?? null });
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let ended: Error | null = null;

  const fail = (error: Error) => {
    ended ??= error;
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
  };

  worker.on('message', (message: CallResponse | { pushed: M }) => {
    if ('pushed' in message) {
      options.onMessage?.(message.pushed);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if ('value' in message) call?.resolve(message.value);
    else call?.reject(options.toError(message.failure));
  });
  worker.on('error', (error) => {
    options.onCrash?.(error);
    fail(options.toExitError());
  });
  worker.on('exit', () => {
    fail(options.toExitError());
    options.onExit?.();
  });

  return {
    call<N extends keyof C & string>(name: N, input: Parameters<C[N]>[0]) {
      if (ended !== null) return Promise.reject(ended);
      lastId += 1;
      const call = Promise.withResolvers<unknown>();
      pending.set(lastId, call);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      worker.postMessage({ id: lastId, name, input } satisfies CallRequest);
      // The worker answers each call with the result of the method of that name.
      return call.promise as Promise<ReturnType<C[N]>>;
    },
    async terminate() {
      await worker.terminate();
    },
  };
}

/** The worker's side. Returns a function that sends a message unasked. */
export function serveCalls<C extends WorkerCalls<C>>(
  port: MessagePort,
  calls: C,
  codeOf: (error: unknown) => string | null = () => null,
): (message: unknown) => void {
  port.on('message', ({ id, name, input }: CallRequest) => {
    let response: CallResponse;
    try {
      // The client's types pair name and input.
      const method = calls[name as keyof C] as unknown as (input: unknown) => unknown;
      response = { id, value: method(input) };
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      response = { id, failure: { code: codeOf(error), message } };
    }
    port.postMessage(response);
  });
  return (pushed) => port.postMessage({ pushed });
}
