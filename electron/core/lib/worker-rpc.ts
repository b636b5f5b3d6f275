import { Worker, workerData, type MessagePort } from 'node:worker_threads';

/** Each takes one cloneable value. */
type WorkerCalls<C> = { [N in keyof C]: (input: never) => unknown };

export type Served<C extends WorkerCalls<C>> = {
  [N in keyof C]: (input: Parameters<C[N]>[0]) => ReturnType<C[N]> | Promise<ReturnType<C[N]>>;
};

/** `code` is null if the worker does not recognize the error. */
export interface CallFailure {
  code: string | null;
  message: string;
}

interface CallRequest {
  id: number;
  name: string;
  input: unknown;
}

/** With the data of every worker. */
interface CallCount {
  /** Shared, so that a busy worker sees calls that wait. */
  sentCalls: Int32Array<SharedArrayBuffer>;
}

type CallResponse = { id: number; value: unknown } | { id: number; failure: CallFailure };

export interface WorkerClient<C extends WorkerCalls<C>> {
  /** `moved`: buffers of the input that are not copied. */
  call<N extends keyof C & string>(
    name: N,
    input: Parameters<C[N]>[0],
    moved?: readonly ArrayBuffer[],
  ): Promise<ReturnType<C[N]>>;
  terminate(): Promise<void>;
}

export interface WorkerOptions<M> {
  name: string;
  data?: object;
  /** For short-lived objects. Default: Node's, which grows to 48 MiB and more. */
  maxYoungMiB?: number;
  toError: (failure: CallFailure) => Error;
  toExitError: () => Error;
  onMessage?: (message: M) => void;
  onCrash?: (error: unknown) => void;
  onExit?: () => void;
}

export function startWorker<C extends WorkerCalls<C>, M = never>(
  module: URL,
  options: WorkerOptions<M>,
): WorkerClient<C> {
  const { name, data = {}, maxYoungMiB } = options;
  const resourceLimits = maxYoungMiB === undefined ? {} : { maxYoungGenerationSizeMb: maxYoungMiB };
  const sentCalls = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const allData: object & CallCount = { ...data, sentCalls };
  const worker = new Worker(module, { name, workerData: allData, resourceLimits });
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
    call<N extends keyof C & string>(
      name: N,
      input: Parameters<C[N]>[0],
      moved: readonly ArrayBuffer[] = [],
    ) {
      if (ended !== null) return Promise.reject(ended);
      lastId += 1;
      const call = Promise.withResolvers<unknown>();
      pending.set(lastId, call);
      worker.postMessage({ id: lastId, name, input } satisfies CallRequest, moved);
      Atomics.add(sentCalls, 0, 1);
      return call.promise as Promise<ReturnType<C[N]>>;
    },
    async terminate() {
      await worker.terminate();
    },
  };
}

export interface CallServer<M> {
  push: (message: M) => void;
  isCallWaiting: () => boolean;
}

export function serveCalls<C extends WorkerCalls<C>, M = never>(
  port: MessagePort,
  calls: Served<C>,
  codeOf: (error: unknown) => string | null = () => null,
): CallServer<M> {
  const { sentCalls } = workerData as CallCount;
  let received = 0;
  const post = (response: CallResponse) => port.postMessage(response);
  port.on('message', ({ id, name, input }: CallRequest) => {
    received = (received + 1) | 0;
    const fail = (error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      post({ id, failure: { code: codeOf(error), message } });
    };
    try {
      // The client's types pair name and input.
      const method = calls[name as keyof C] as unknown as (input: unknown) => unknown;
      const value = method(input);
      if (value instanceof Promise) value.then((later: unknown) => post({ id, value: later }), fail);
      else post({ id, value });
    } catch (error) {
      fail(error);
    }
  });
  return {
    push: (pushed) => port.postMessage({ pushed }),
    isCallWaiting: () => Atomics.load(sentCalls, 0) !== received,
  };
}
