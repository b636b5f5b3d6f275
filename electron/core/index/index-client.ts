import { existsSync } from 'node:fs';
import { AppError, isErrorCode } from '../errors.ts';
import { startWorker, type CallFailure } from '../lib/worker-rpc.ts';
import type { Log } from '../ports.ts';
import type { IndexCallName, IndexCalls } from './index-calls.ts';
import type { ViewState } from './view.ts';

/** Main's side of the index: asks by message, answers as promises, in order. */
export interface Index {
  /** Opens the account's index first, if it is closed. */
  call<N extends IndexCallName>(
    name: N,
    input: Parameters<IndexCalls[N]>[0],
  ): Promise<ReturnType<IndexCalls[N]>>;
  /** Closes the account's index, if it is open, and forgets where it lies. */
  leave(accountId: string): Promise<void>;
  /** Items in the index of an account, without leaving it open where it was closed. */
  count(accountId: string): Promise<number>;
  /** Where the index of an account lies. It is opened by the first call that needs it, so that what nobody looks at costs nothing. */
  register(accountId: string, file: string): void;
  isOpen(accountId: string): boolean;
  /** Views whose rows or ordinals changed; heard before the answer to the call that changed them. */
  listen(listener: (views: readonly ViewState[]) => void): void;
  close(): Promise<void>;
}

export function createIndex(workerModule: URL, log: Log): Index {
  const listeners: ((views: readonly ViewState[]) => void)[] = [];
  const files = new Map<string, string>();
  /** Opened or being opened. */
  const opened = new Map<string, Promise<void>>();

  const worker = startWorker<IndexCalls, ViewState[]>(workerModule, {
    name: 'index',
    toError,
    toExitError: () => new AppError('cancelled'),
    onMessage(views) {
      for (const listener of listeners) listener(views);
    },
    onCrash: (error) => log.error('index worker failed', { error: String(error) }),
  });

  const open = (accountId: string, file: string): Promise<void> => {
    const known = opened.get(accountId);
    if (known !== undefined) return known;
    const opening = worker.call('openAccount', { accountId, file }).then(
      ({ rebuilt }) => {
        if (rebuilt !== null) log.warn('index built anew', { accountId, reason: rebuilt });
      },
      (error: unknown) => {
        opened.delete(accountId);
        throw error;
      },
    );
    opened.set(accountId, opening);
    return opening;
  };

  const close = async (accountId: string) => {
    if (!opened.delete(accountId)) return;
    await worker.call('closeAccount', { accountId });
  };

  return {
    register: (accountId, file) => void files.set(accountId, file),
    isOpen: (accountId) => opened.has(accountId),
    async call(name, input) {
      const file = files.get(input.accountId);
      if (file === undefined) return worker.call(name, input);
      // Asks keep their order: the worker takes one after the other, and the opening stands before them.
      const opening = open(input.accountId, file);
      const response = worker.call(name, input);
      response.catch(() => undefined);
      await opening;
      return response;
    },
    async leave(accountId) {
      files.delete(accountId);
      await close(accountId);
    },
    async count(accountId) {
      const file = files.get(accountId);
      if (file === undefined) return 0;
      const wasOpen = opened.has(accountId);
      if (!wasOpen && !existsSync(file)) return 0;
      await open(accountId, file);
      const count = await worker.call('countItems', { accountId });
      if (!wasOpen) await close(accountId);
      return count;
    },
    listen: (listener) => void listeners.push(listener),
    async close() {
      await worker.terminate();
    },
  };
}

function toError({ code, message }: CallFailure): Error {
  return isErrorCode(code) ? new AppError(code) : new Error(message);
}
