import { randomUUID } from 'node:crypto';
import type { FolderRefresh } from '../../contract/folder-refresh.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import { reportBug } from '../lib/report-bug.ts';
import { syncFolder, type SyncDeps } from './sync-folder.ts';
import type { Paths } from '../places/paths.ts';
import type { Log } from '../ports.ts';

export interface FolderRefreshes {
  begin(accountId: string, folder: ItemRef): Promise<string>;
  cancel(refreshId: string): void;
  stopAccount(accountId: string): Promise<void>;
  close(): Promise<void>;
}

export interface FolderRefreshesDeps extends SyncDeps {
  accounts: AccountDrives;
  paths: Pick<Paths, 'pathOf'>;
  log: Log;
  changed: (refresh: FolderRefresh) => void;
}

interface Running {
  accountId: string;
  folder: ItemRef;
  abort: AbortController;
  ended: Promise<void>;
}

const tellEveryMs = 200;

export function createFolderRefreshes(deps: FolderRefreshesDeps): FolderRefreshes {
  const { accounts, paths, clock, log, changed } = deps;
  const running = new Map<string, Running>();

  async function run(begun: FolderRefresh, folder: ItemRef, { signal }: AbortController): Promise<void> {
    let latest = begun;
    let toldAt = clock.now();
    changed(latest);
    const send = (counts: { files: number; folders: number }): Promise<void> => {
      latest = { ...latest, ...counts };
      if (clock.now() - toldAt >= tellEveryMs) {
        toldAt = clock.now();
        changed(latest);
      }
      return Promise.resolve();
    };
    try {
      const counts = await syncFolder(deps, accounts.drive(begun.accountId), folder, { send, signal });
      changed({ ...latest, ...counts, state: 'done' });
    } catch (error) {
      const isCancelled = signal.aborted || isAppError(error, 'cancelled');
      if (!isCancelled && !isAppError(error)) reportBug(log, 'refreshing a folder', error);
      const failure = isCancelled ? null : (isAppError(error) ? error : new AppError('bug')).toFailure();
      changed({ ...latest, state: isCancelled ? 'cancelled' : 'failed', failure });
    } finally {
      running.delete(begun.refreshId);
    }
  }

  async function stop(isMeant: (one: Running) => boolean): Promise<void> {
    const meant = [...running.values()].filter(isMeant);
    for (const { abort } of meant) abort.abort(new AppError('cancelled'));
    await Promise.all(meant.map(({ ended }) => ended));
  }

  return {
    async begin(accountId, folder) {
      const path = await paths.pathOf(accountId, folder);
      for (const [refreshId, one] of running)
        if (one.accountId === accountId && sameItem(one.folder, folder)) return refreshId;
      const refreshId = randomUUID();
      const abort = new AbortController();
      const begun = { refreshId, accountId, path, files: 0, folders: 0, failure: null };
      const one: Running = { accountId, folder, abort, ended: Promise.resolve() };
      running.set(refreshId, one);
      one.ended = run({ ...begun, state: 'running' }, folder, abort);
      return refreshId;
    },
    cancel: (refreshId) => running.get(refreshId)?.abort.abort(new AppError('cancelled')),
    stopAccount: (accountId) => stop((one) => one.accountId === accountId),
    close: () => stop(() => true),
  };
}
