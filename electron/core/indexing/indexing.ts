import type { IndexState } from '../../contract/found.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { sameItem, toDriveKey } from '../graph/addressing.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, Log } from '../ports.ts';
import type { NoticesDeps } from './change-notices.ts';
import { createDriveIndexer, type DriveIndexer } from './drive-indexer.ts';

/** Own drives at first use; other people's drives, and those opened by an app, on request. */
export interface Indexing {
  states(): Promise<IndexState[]>;
  stateOf(accountId: string): IndexState | null;
  isPushed(accountId: string, driveId: string): boolean;
  opened(drive: AccountDrive): void;
  enumerate(accountId: string, folder: ItemRef | null): Promise<void>;
  /** `folder` null: the account's own drive. */
  pause(accountId: string, folder: ItemRef | null, isPaused: boolean): Promise<void>;
  /** Nothing is indexed meanwhile. Drives paused on their own stay paused. */
  accountPaused(accountId: string): Promise<void>;
  exclude(accountId: string, folder: ItemRef): Promise<void>;
  checkAll(): void;
  changedHere(accountId: string): void;
  covers(accountId: string, folder: ItemRef): { state: IndexState; isUpToDate: boolean } | null;
  check(accountId: string, folder: ItemRef): Promise<void>;
  applySettings(): Promise<void>;
  stopAccount(accountId: string): Promise<void>;
  close(): Promise<void>;
}

export interface IndexingDeps {
  index: Index;
  accounts: AccountDrives;
  clock: Clock;
  log: Log;
  isAutomatic: () => boolean;
  changed: (state: IndexState) => void;
  openSocket: NoticesDeps['openSocket'];
}

const inUseMs = 10 * 60_000;

export function createIndexing(deps: IndexingDeps): Indexing {
  const { index, accounts, clock, log } = deps;
  const indexers = new Map<string, DriveIndexer[]>();
  const usedAt = new Map<string, number>();
  const restores = new Map<string, Promise<void>>();
  let isClosed = false;

  const of = (accountId: string) => indexers.get(accountId) ?? [];
  const own = (accountId: string) => of(accountId).find(({ target }) => target.isWholeDrive) ?? null;

  const add = (drive: AccountDrive, root: ItemRef, name: string | null): DriveIndexer => {
    const { accountId } = drive.account;
    const known = of(accountId).find(({ target }) => sameItem(target.root, root));
    if (known !== undefined) return known;
    const isOwn = sameItem(root, drive.root);
    const isWholeDrive = isOwn && drive.account.rootPath === null;
    const indexer = createDriveIndexer(
      {
        index,
        clock,
        log,
        changed: deps.changed,
        openSocket: deps.openSocket,
        isInUse: () => clock.now() - (usedAt.get(accountId) ?? 0) < inUseMs,
      },
      { drive, root, isOwn, isWholeDrive, name },
    );
    indexers.set(accountId, [...of(accountId), indexer]);
    return indexer;
  };

  const restore = async (drive: AccountDrive, isWanted: () => boolean): Promise<void> => {
    const { accountId } = drive.account;
    const begun = await index.call('syncs', { accountId });
    if (!isWanted()) return;
    if (isAutomatic(drive)) void add(drive, drive.root, null).check();
    for (const { root } of begun) {
      if (sameItem(root, drive.root) && isAutomatic(drive)) continue;
      const isOwn = sameItem(root, drive.root);
      const entry = isOwn ? null : await index.call('find', { accountId, item: root });
      if (!isWanted()) return;
      void add(drive, isOwn ? drive.root : root, entry?.name ?? null).check();
    }
  };

  /** A failed restore is retried when the account is next used. */
  const restoreOnce = (drive: AccountDrive): void => {
    const { accountId } = drive.account;
    if (isClosed || restores.has(accountId)) return;
    const restoring: Promise<void> = restore(drive, () => restores.get(accountId) === restoring).catch(
      (error: unknown) => {
        if (restores.get(accountId) === restoring) restores.delete(accountId);
        log.warn('indexing', { error: String(error) });
      },
    );
    restores.set(accountId, restoring);
  };
  let wasAutomatic = deps.isAutomatic();

  const leaveOwnDrives = async (): Promise<void> => {
    for (const [accountId, known] of indexers) {
      const left = known.filter(({ target }) => target.isWholeDrive);
      indexers.set(
        accountId,
        known.filter((one) => !left.includes(one)),
      );
      for (const indexer of left) {
        await indexer.stop();
        await index
          .call('dropSync', { accountId, root: indexer.target.root })
          .catch((error: unknown) => log.warn('indexing', { error: String(error) }));
        deps.changed(notEnumerated(indexer.target.drive));
      }
    }
  };
  const isAutomatic = ({ account }: AccountDrive) => account.kind !== 'app' && deps.isAutomatic();

  return {
    states: () =>
      Promise.resolve(
        accounts.all().flatMap(({ accountId }) => {
          const known = of(accountId).map((indexer) => indexer.state());
          return known.some(({ isOwn }) => isOwn)
            ? known
            : [notEnumerated(accounts.drive(accountId)), ...known];
        }),
      ),
    stateOf: (accountId) => own(accountId)?.state() ?? null,
    isPushed(accountId, driveId) {
      const state = own(accountId)?.state();
      return state?.notices === 'push' && toDriveKey(state.driveId) === toDriveKey(driveId);
    },
    opened(drive) {
      usedAt.set(drive.account.accountId, clock.now());
      restoreOnce(drive);
    },
    async enumerate(accountId, folder) {
      const drive = accounts.drive(accountId);
      const entry = folder === null ? null : await index.call('find', { accountId, item: folder });
      usedAt.set(accountId, clock.now());
      await add(drive, folder ?? drive.root, entry?.name ?? null).enumerate();
    },
    async pause(accountId, folder, isPaused) {
      const drive = accounts.drive(accountId);
      // A folder excluded meanwhile stays excluded.
      const indexer =
        folder === null
          ? add(drive, drive.root, null)
          : of(accountId).find(({ target }) => sameItem(target.root, folder));
      await indexer?.pause(isPaused);
    },
    async accountPaused(accountId) {
      await Promise.all(of(accountId).map((indexer) => indexer.accountPaused()));
    },
    async exclude(accountId, folder) {
      if (sameItem(folder, accounts.drive(accountId).root)) return;
      await restores.get(accountId);
      const known = of(accountId);
      const indexer = known.find(({ target }) => sameItem(target.root, folder));
      indexers.set(
        accountId,
        known.filter((one) => one !== indexer),
      );
      await indexer?.stop();
      await index.call('excludeFolder', { accountId, root: folder });
      if (indexer !== undefined)
        deps.changed({ ...indexer.state(), state: 'notEnumerated', itemCount: 0, freshAt: null });
    },
    checkAll() {
      for (const list of indexers.values()) for (const indexer of list) void indexer.check();
    },
    changedHere(accountId) {
      for (const indexer of of(accountId)) indexer.checkSoon();
    },
    covers(accountId, folder) {
      const indexer = own(accountId);
      if (indexer === null || toDriveKey(folder.driveId) !== toDriveKey(indexer.target.root.driveId))
        return null;
      const state = indexer.state();
      return state.freshAt === null || indexer.isWalked()
        ? null
        : { state, isUpToDate: indexer.isUpToDate() };
    },
    async check(accountId) {
      await own(accountId)?.check();
    },
    async applySettings() {
      if (wasAutomatic === deps.isAutomatic()) return;
      wasAutomatic = deps.isAutomatic();
      if (!wasAutomatic) return leaveOwnDrives();
      for (const accountId of usedAt.keys()) {
        const drive = accounts.find(accountId);
        if (drive !== null && isAutomatic(drive)) void add(drive, drive.root, null).check();
      }
    },
    async stopAccount(accountId) {
      const stopped = of(accountId);
      const restoring = restores.get(accountId);
      indexers.delete(accountId);
      usedAt.delete(accountId);
      restores.delete(accountId);
      await restoring;
      await Promise.all(stopped.map((indexer) => indexer.stop()));
    },
    async close() {
      isClosed = true;
      const all = [...indexers.values()].flat();
      const restoring = [...restores.values()];
      indexers.clear();
      restores.clear();
      await Promise.all(restoring);
      await Promise.all(all.map((indexer) => indexer.stop()));
    },
  };
}

const notEnumerated = ({ account }: AccountDrive): IndexState => ({
  accountId: account.accountId,
  driveId: account.driveId,
  isOwn: true,
  folder: null,
  name: null,
  state: 'notEnumerated',
  itemCount: 0,
  freshAt: null,
  failure: null,
  notices: 'none',
});
