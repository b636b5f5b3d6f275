import { Worker } from 'node:worker_threads';
import type { JournalAsk, JournalCallName, JournalCalls, JournalWord } from './journal-calls.ts';

/** Main's side of the journal's thread: asks by message, answers as promises, in order. */
export interface JournalThread {
  call<N extends JournalCallName>(
    name: N,
    ask: Parameters<JournalCalls[N]>[0],
  ): Promise<ReturnType<JournalCalls[N]>>;
  end(): Promise<void>;
}

export function startJournalThread(workerModule: URL): JournalThread {
  const worker = new Worker(workerModule, { name: 'journal' });
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let ended: Error | null = null;

  const fail = (error: unknown) => {
    ended ??= error instanceof Error ? error : new Error(String(error));
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the journal has ended')));
  worker.on('message', (word: JournalWord) => {
    const waiting = pending.get(word.id);
    pending.delete(word.id);
    if ('value' in word) waiting?.resolve(word.value);
    else waiting?.reject(new Error(word.failure));
  });

  return {
    call<N extends JournalCallName>(name: N, ask: Parameters<JournalCalls[N]>[0]) {
      if (ended !== null) return Promise.reject(ended);
      lastId += 1;
      const answer = Promise.withResolvers<unknown>();
      pending.set(lastId, answer);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      worker.postMessage({ id: lastId, name, ask } satisfies JournalAsk);
      // The worker answers each call with its own result.
      return answer.promise as Promise<ReturnType<JournalCalls[N]>>;
    },
    async end() {
      await worker.terminate();
    },
  };
}
