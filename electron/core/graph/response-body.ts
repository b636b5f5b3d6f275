import type { Dispatcher } from 'undici';

type FlowControl = Pick<Dispatcher.DispatchController, 'pause' | 'resume' | 'abort'>;

/** Block by block and without copying. Backpressure reaches the connection. */
export interface ResponseBody {
  /** Can be read once. Stopping early closes the connection. */
  readonly blocks: AsyncIterable<Uint8Array>;
  push(block: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

interface Reader {
  resolve(result: IteratorResult<Uint8Array, undefined>): void;
  reject(error: unknown): void;
}

const done = { done: true, value: undefined } as const;

export function createResponseBody(flow: FlowControl): ResponseBody {
  const waiting: Uint8Array[] = [];
  let reader: Reader | null = null;
  let ending: { error: unknown } | 'end' | null = null;

  function finish(how: { error: unknown } | 'end'): void {
    ending ??= how;
    if (ending === 'end') reader?.resolve(done);
    else reader?.reject(ending.error);
    reader = null;
  }

  function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const value = waiting.shift();
    if (value !== undefined) {
      // The next block may arrive before this one is consumed.
      if (ending === null) flow.resume();
      return Promise.resolve({ done: false, value });
    }
    if (ending === 'end') return Promise.resolve(done);
    if (ending !== null) return Promise.reject(ending.error);
    return new Promise((resolve, reject) => (reader = { resolve, reject }));
  }

  const iterator: AsyncIterator<Uint8Array, undefined> = {
    next,
    return() {
      waiting.length = 0;
      if (ending === null) flow.abort(new Error('the rest of the body is not wanted'));
      return Promise.resolve(done);
    },
  };

  return {
    blocks: { [Symbol.asyncIterator]: () => iterator },
    push(block) {
      // An empty block means that the connection resumed: waiting for more would stop it again.
      if (block.length === 0) return;
      if (reader === null) {
        waiting.push(block);
        flow.pause();
        return;
      }
      reader.resolve({ done: false, value: block });
      reader = null;
    },
    end: () => finish('end'),
    fail: (error) => finish({ error }),
  };
}
