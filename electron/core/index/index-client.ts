import { existsSync } from 'node:fs';
import type { DiskTrouble } from '../../contract/errors.ts';
import type { ItemRef } from '../../contract/records.ts';
import { getLocale } from '../../contract/strings/translate.ts';
import { AppError, isAppError, isErrorCode } from '../errors.ts';
import { startWorker, type CallFailure, type WorkerClient } from '../lib/worker-rpc.ts';
import type { Log } from '../ports.ts';
import type { IndexCallName, IndexCalls, IndexNotice } from './index-calls.ts';
import type { IndexThreadData } from './sort-language.ts';
import type { Arrangement, ViewState } from './view.ts';

export interface Index {
  /** Opens a closed index first. `moved`: buffers of the input that are not copied. */
  call<N extends IndexCallName>(
    name: N,
    input: Parameters<IndexCalls[N]>[0],
    moved?: readonly ArrayBuffer[],
  ): Promise<ReturnType<IndexCalls[N]>>;
  leave(accountId: string): Promise<void>;
  count(accountId: string): Promise<number>;
  register(accountId: string, file: string): void;
  isOpen(accountId: string): boolean;
  open(accountId: string): Promise<void>;
  /** Called before the call that changed them resolves. */
  listen(listener: (views: readonly ViewState[]) => void): void;
  onChange(listener: (accountId: string) => void): void;
  /** The worker crashed: data the index did not keep must be listed again. */
  onRestart(listener: (accountId: string) => void): void;
  /** The index moves to memory because its file can't be written, or back. */
  onMemory(listener: (isInMemory: boolean, disk: DiskTrouble | null) => void): void;
  close(): Promise<void>;
}

/** Then the worker stays down until the app restarts. */
const maxCrashes = 10;

/** Enough for the items of one response; more only grows the process. */
const maxYoungMiB = 24;

interface OpenedView {
  accountId: string;
  folder: ItemRef;
  arrangement: Arrangement;
  revision: number;
}

export function createIndex(workerModule: URL, log: Log): Index {
  const listeners: ((views: readonly ViewState[]) => void)[] = [];
  const changeListeners: ((accountId: string) => void)[] = [];
  const restartListeners: ((accountId: string) => void)[] = [];
  const memoryListeners: ((inMemory: boolean, disk: DiskTrouble | null) => void)[] = [];
  const files = new Map<string, string>();
  const opened = new Map<string, Promise<void>>();
  const views = new Map<string, OpenedView>();
  const inMemory = new Set<string>();
  const moves = new Map<string, Promise<void>>();
  let worker: WorkerClient<IndexCalls> | null = null;
  let crashes = 0;
  let isClosed = false;

  function running(): WorkerClient<IndexCalls> {
    if (worker !== null) return worker;
    if (isClosed || crashes > maxCrashes) throw toExitError();
    const started = startWorker<IndexCalls, IndexNotice>(workerModule, {
      name: 'index',
      maxYoungMiB,
      data: { locale: getLocale() } satisfies IndexThreadData,
      toError,
      toExitError,
      onMessage: receive,
      onCrash: (error) => log.error('index worker failed', { error: String(error) }),
      onExit() {
        if (isClosed || worker !== started) return;
        log.warn('the index worker has ended', { crashes });
        worker = null;
        crashes += 1;
        opened.clear();
      },
    });
    worker = started;
    return started;
  }

  const toExitError = () => new AppError(isClosed ? 'cancelled' : 'indexLost');

  function receive(notice: IndexNotice): void {
    if ('changed' in notice) for (const listener of changeListeners) listener(notice.changed);
    else receiveViews(notice.views);
  }

  function receiveViews(states: readonly ViewState[]): void {
    for (const { viewId, revision } of states) {
      const view = views.get(viewId);
      if (view !== undefined) view.revision = Math.max(view.revision, revision);
    }
    for (const listener of listeners) listener(states);
  }

  function open(accountId: string, file: string | null, disk: DiskTrouble | null = null): Promise<void> {
    const known = opened.get(accountId);
    if (known !== undefined) return known;
    const opening = running()
      .call('openAccount', { accountId, file })
      .then(({ rebuilt, trouble }) => {
        if (rebuilt !== null) log.warn('index rebuilt', { accountId, reason: rebuilt });
        if (trouble !== undefined) log.warn('index in memory only', { accountId, reason: trouble.reason });
        noteMemory(accountId, trouble !== undefined, trouble?.disk ?? disk);
      });
    opened.set(accountId, opening);
    opening.catch(() => opened.delete(accountId));
    reopenViews(accountId);
    return opening;
  }

  /** Also lists their folders again, as the index may have lost data. */
  function reopenViews(accountId: string): void {
    const mine = [...views].filter(([, view]) => view.accountId === accountId);
    for (const [viewId, { folder, arrangement, revision }] of mine)
      running()
        .call('reopenView', { accountId, folder, viewId, revision, ...arrangement })
        .catch((error: unknown) => log.warn('a view was not opened again', { error: String(error) }));
    if (mine.length > 0) for (const listener of restartListeners) listener(accountId);
  }

  /** If the disk is full or read-only, so that folders still open. */
  function moveToMemory(accountId: string, disk: DiskTrouble): Promise<void> {
    const known = moves.get(accountId);
    if (known !== undefined) return known;
    opened.delete(accountId);
    const moving = open(accountId, null, disk).finally(() => moves.delete(accountId));
    moves.set(accountId, moving);
    return moving;
  }

  function noteMemory(accountId: string, isSo: boolean, disk: DiskTrouble | null = null): void {
    if (inMemory.has(accountId) === isSo) return;
    if (isSo) inMemory.add(accountId);
    else inMemory.delete(accountId);
    for (const listener of memoryListeners) listener(inMemory.size > 0, disk);
  }

  async function close(accountId: string): Promise<void> {
    noteMemory(accountId, false);
    if (!opened.delete(accountId)) return;
    await running().call('closeAccount', { accountId });
  }

  function noteView<N extends IndexCallName>(
    name: N,
    input: Parameters<IndexCalls[N]>[0],
    value: unknown,
  ): void {
    // The map pairs each name with its input and output.
    if (name === 'openView') {
      const { accountId, folder, viewId, ...arrangement } = input as Parameters<IndexCalls['openView']>[0];
      const { revision } = value as ViewState;
      views.set(viewId, { accountId, folder, arrangement, revision });
    } else if (name === 'arrangeView') {
      const { accountId, viewId, ...arrangement } = input as Parameters<IndexCalls['arrangeView']>[0];
      const view = views.get(viewId);
      const { revision } = value as ViewState;
      if (view !== undefined) views.set(viewId, { ...view, accountId, arrangement, revision });
    } else if (name === 'closeView') {
      views.delete((input as Parameters<IndexCalls['closeView']>[0]).viewId);
    }
  }

  running();
  return {
    register: (accountId, file) => void files.set(accountId, file),
    isOpen: (accountId) => opened.has(accountId),
    async open(accountId) {
      const file = files.get(accountId);
      if (file !== undefined) await open(accountId, file);
    },
    async call(name, input, moved = []) {
      const file = files.get(input.accountId);
      // The worker handles calls in order, and the opening was sent first.
      const opening = file === undefined ? Promise.resolve() : open(input.accountId, file);
      const response = running().call(name, input, moved);
      response.catch(() => undefined);
      await opening;
      const value = await response.catch(async (error: unknown) => {
        if (file === undefined || !isAppError(error, 'diskFull', 'diskDenied')) throw error;
        log.warn('index can not be written', { accountId: input.accountId, reason: error.code });
        if (!inMemory.has(input.accountId))
          await moveToMemory(input.accountId, error.code === 'diskFull' ? 'full' : 'denied');
        return running().call(name, input);
      });
      noteView(name, input, value);
      return value;
    },
    async leave(accountId) {
      files.delete(accountId);
      for (const [viewId, view] of views) if (view.accountId === accountId) views.delete(viewId);
      await close(accountId);
    },
    async count(accountId) {
      const file = files.get(accountId);
      if (file === undefined) return 0;
      const wasOpen = opened.has(accountId);
      if (!wasOpen && !existsSync(file)) return 0;
      await open(accountId, file);
      const count = await running().call('countItems', { accountId });
      if (!wasOpen) await close(accountId);
      return count;
    },
    listen: (listener) => void listeners.push(listener),
    onChange: (listener) => void changeListeners.push(listener),
    onRestart: (listener) => void restartListeners.push(listener),
    onMemory: (listener) => void memoryListeners.push(listener),
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

function toError({ code, message }: CallFailure): Error {
  return isErrorCode(code) ? new AppError(code) : new Error(message);
}
