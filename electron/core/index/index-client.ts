import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { IndexAsk, IndexCallName, IndexCalls, IndexWord } from './index-calls.ts';
import type { ViewState } from './view-shelf.ts';

/** Main's side of the index: asks by message, answers as promises, in order. */
export interface Index {
  call<N extends IndexCallName>(
    name: N,
    ask: Parameters<IndexCalls[N]>[0],
  ): Promise<ReturnType<IndexCalls[N]>>;
  /** Views whose rows or ordinals changed; heard before the answer to the call that changed them. */
  listen(listener: (views: readonly ViewState[]) => void): void;
  close(): Promise<void>;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export function createIndex(workerModule: URL, log: Log): Index {
  const worker = new Worker(workerModule, { name: 'index' });
  const pending = new Map<number, Pending>();
  const listeners: ((views: readonly ViewState[]) => void)[] = [];
  let lastId = 0;
  let ended: Error | null = null;

  const end = (error: Error) => {
    ended ??= error;
    for (const waiting of pending.values()) waiting.reject(ended);
    pending.clear();
  };

  worker.on('message', (word: IndexWord) => {
    if ('views' in word) {
      for (const listener of listeners) listener(word.views);
      return;
    }
    const waiting = pending.get(word.id);
    pending.delete(word.id);
    if ('value' in word) waiting?.resolve(word.value);
    else waiting?.reject(toError(word.failure));
  });
  worker.on('error', (error) => {
    log.error('index worker failed', { error: String(error) });
    end(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', () => end(new AppError('cancelled')));

  return {
    call(name, ask) {
      return new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
        worker.postMessage({ id: lastId, name, ask } satisfies IndexAsk);
      });
    },
    listen: (listener) => void listeners.push(listener),
    async close() {
      await worker.terminate();
    },
  };
}

function toError({ code, message }: { code: AppError['code'] | null; message: string }): Error {
  return code === null ? new Error(message) : new AppError(code);
}
