import { randomUUID } from 'node:crypto';
import type { ChosenOutcomes, Comparison } from '../../contract/comparison.ts';
import type { Row } from '../../contract/found.ts';
import type { Freshness, ItemRef, PlaceName, ViewHead } from '../../contract/records.ts';
import type { SharedEntry } from '../../contract/shared-list.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import { toItem, type DriveEntry } from '../graph/drive-item.ts';
import { sharedList } from '../index/index-calls.ts';
import type { Index } from '../index/index-client.ts';
import type { Ordering, ViewState } from '../index/view.ts';
import type { Indexing } from '../indexing/indexing.ts';
import type { Clock, Log } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';
import { toSourceNames } from '../sharing/shared-list/source.ts';
import type { WriteAccess } from '../sharing/write-access.ts';
import { createCoalescer } from '../lib/coalescer.ts';
import { loadAncestors, locate, toFolder, type Located } from './crumbs.ts';
import type { Handles } from './handles.ts';
import type { Listings } from './listings.ts';

export interface Views extends Handles {
  open(session: SessionContext, opening: Opening): Promise<ViewHead>;
  pathChanged(accountId: string): void;
  signedIn(accountId: string): void;
  indexChanged(accountId: string): void;
  /** Open folders in the dropped one are listed again. */
  folderExcluded(accountId: string): Promise<void>;
  foldersListed(accountId: string): Promise<void>;
  /** Retries open folders that failed to list. null: of every account. */
  networkWorks(accountId: string | null): void;
  accessChanged(accountId: string): void;
  compare(
    session: SessionContext,
    viewIds: { viewId: string; otherViewId: string },
    chosen: ChosenOutcomes,
  ): Promise<Comparison>;
  dispose(): void;
}

export interface Opening extends Ordering {
  /** Even before the whole drive is known. */
  withFolderSizes?: boolean;
  accountId: string;
  place: PlaceName;
  folder: ItemRef | null;
}

/** Delta sometimes omits the contents of a moved folder, or how many items a folder has. */
function lacksRows({ located: { entry }, state }: Pick<View, 'located' | 'state'>): boolean {
  if (entry === null) return false;
  return entry.childCount === null ? state.unfilteredCount === 0 : entry.childCount > state.unfilteredCount;
}

const maxRows = 500;
/** Limits `view.changed` to ten times a second. */
const changeIntervalMs = 100;

interface View {
  session: SessionContext;
  drive: AccountDrive;
  place: PlaceName;
  folder: ItemRef;
  state: ViewState;
  arrangement: Ordering;
  withFolderSizes: boolean;
  located: Located;
  indexedAt: number | null;
  rightsLearned: number;
}

export interface ViewsDeps {
  index: Index;
  accounts: AccountDrives;
  listings: Listings;
  indexing: Pick<Indexing, 'opened' | 'covers' | 'check'>;
  access: WriteAccess;
  clock: Clock;
  log: Log;
}

export function createViews(deps: ViewsDeps): Views {
  const { index, accounts, listings, indexing, access, clock, log } = deps;
  const views = new Map<string, View>();

  /** null if only a listing can tell. */
  const coverOf = ({ drive, folder, located }: Pick<View, 'drive' | 'folder' | 'located'>) =>
    located.entry !== null || sameItem(folder, drive.root)
      ? indexing.covers(drive.account.accountId, folder)
      : null;

  const toArrangement = (
    view: Pick<View, 'drive' | 'folder' | 'located' | 'withFolderSizes'>,
    wanted: Ordering,
  ) => ({
    ...wanted,
    withFolderSizes: view.withFolderSizes || coverOf(view) !== null,
  });

  const freshnessOf = (view: View): Freshness => {
    const { accountId } = view.drive.account;
    const listed = listings.freshness(accountId, view.folder, view.indexedAt);
    const cover = listings.isWanted(accountId, view.folder) ? null : coverOf(view);
    if (cover === null) return listed;
    const { state, freshAt, failure } = cover.state;
    if (failure !== null && !cover.isUpToDate) return { state: 'failed', listedAt: freshAt, failure };
    const isAsking = state === 'updating' || state === 'enumerating';
    return { state: isAsking ? 'refreshing' : 'fresh', listedAt: freshAt, failure: null };
  };

  const headOf = (view: View): ViewHead => {
    const { accountId } = view.drive.account;
    const { located, place, state } = view;
    return {
      viewId: state.viewId,
      accountId,
      place,
      folder: sameItem(view.folder, sharedList) ? null : view.folder,
      name: located.crumbs.at(-1)?.name ?? '',
      path: located.path,
      crumbs: located.crumbs,
      canWrite: access.canWrite(view.drive, toAncestors(located), place),
      needsCheckOut: !sameItem(view.folder, sharedList) && access.needsCheckOut(view.folder),
      owner: located.owner,
      ...view.arrangement,
      count: state.count,
      unfilteredCount: state.unfilteredCount,
      revision: state.revision + view.rightsLearned,
      freshness: freshnessOf(view),
      search: null,
    };
  };

  const changes = createCoalescer(clock, changeIntervalMs, (viewId) => {
    const view = views.get(viewId);
    if (view !== undefined) view.session.emit('view.changed', headOf(view));
  });

  index.listen((states) => {
    for (const state of states) {
      const view = views.get(state.viewId);
      if (view === undefined || state.revision < view.state.revision) continue;
      view.state = state;
      changes.note(state.viewId);
    }
  });

  index.onRestart((accountId) => {
    for (const view of ofAccount(accountId)) void listings.start(view.drive, view.folder);
  });

  const viewsOf = (accountId: string, folder: ItemRef): [string, View][] =>
    [...views].filter(
      ([, view]) => view.drive.account.accountId === accountId && sameItem(view.folder, folder),
    );

  const networkWorks = (accountId: string | null) => {
    for (const { drive, folder, state } of views.values()) {
      const own = drive.account.accountId;
      if (accountId !== null && own !== accountId) continue;
      if (listings.failure(own, folder)?.code !== 'offline') continue;
      void listings.start(drive, folder);
      changes.note(state.viewId);
    }
  };

  listings.listen((accountId, folder) => {
    for (const [viewId] of viewsOf(accountId, folder)) changes.note(viewId);
    if (listings.failure(accountId, folder) === null) networkWorks(accountId);
  });

  const find = (session: SessionContext, viewId: string): View => {
    const view = views.get(viewId);
    if (view === undefined || view.session !== session) throw new AppError('viewGone');
    return view;
  };

  const relocate = async (view: View) => {
    const { drive, place, folder } = view;
    await loadAncestors(index, drive, place, folder);
    view.located = await locate(index, drive, place, folder);
    void access.learn(drive, toAncestors(view.located));
    changes.note(view.state.viewId);
  };

  const relocateQuietly = (view: View) => {
    relocate(view).catch((error: unknown) =>
      log.warn('the path of a folder is unknown', { error: String(error) }),
    );
  };
  const ofAccount = (accountId: string) =>
    [...views.values()].filter((view) => view.drive.account.accountId === accountId);

  const startWork = (view: View, isAsked: boolean) => {
    const hasFailed = listings.failure(view.drive.account.accountId, view.folder) !== null;
    // A failed listing would hide the index state.
    const cover = isAsked || hasFailed || lacksRows(view) ? null : coverOf(view);
    if (cover === null) void listings.start(view.drive, view.folder);
    else if (!cover.isUpToDate) void indexing.check(view.drive.account.accountId, view.folder);
    if (view.located.isComplete) void access.learn(view.drive, toAncestors(view.located));
    else relocateQuietly(view);
  };

  const drop = (viewId: string) => {
    const view = views.get(viewId);
    if (view === undefined) return Promise.resolve();
    views.delete(viewId);
    const { accountId } = view.drive.account;
    if (viewsOf(accountId, view.folder).length === 0) listings.stop(accountId, view.folder);
    return index.call('closeView', { accountId, viewId }).then(() => undefined);
  };

  const dropAll = (which: (view: View) => boolean) => {
    for (const [viewId, view] of views) {
      if (which(view)) drop(viewId).catch(() => undefined);
    }
  };

  /** Otherwise the folder would look empty. */
  const relist = async (view: View) => {
    const { accountId } = view.drive.account;
    const { listedAt } = await index.call('folder', { accountId, folder: view.folder });
    if (listedAt !== null || !views.has(view.state.viewId)) return;
    view.indexedAt = null;
    listings.forget(accountId, view.folder);
    startWork(view, true);
    changes.note(view.state.viewId);
  };

  return {
    has: (viewId) => views.has(viewId),
    async open(session, { accountId, place, folder: asked, withFolderSizes = false, ...arrangement }) {
      const drive = accounts.drive(accountId);
      indexing.opened(drive);
      const folder = toFolder(drive, place, asked);
      const [located, { listedAt: indexedAt }] = await Promise.all([
        locate(index, drive, place, folder),
        index.call('folder', { accountId, folder }),
      ]);
      if (located.entry !== null && located.entry.kind !== 'folder') {
        throw new AppError('notAFolder', { subject: located.entry.name });
      }
      if (indexedAt === null) listings.forget(accountId, folder);
      const about = { drive, folder, located, withFolderSizes };
      const state = await index.call('openView', {
        accountId,
        folder,
        viewId: randomUUID(),
        ...toArrangement(about, arrangement),
      });
      if (session.closed.aborted) {
        await index.call('closeView', { accountId, viewId: state.viewId });
        throw new AppError('cancelled');
      }
      const view: View = { ...about, session, place, state, arrangement, indexedAt, rightsLearned: 0 };
      views.set(state.viewId, view);
      startWork(view, false);
      return headOf(view);
    },
    async arrange(session, viewId, arrangement) {
      const view = find(session, viewId);
      view.arrangement = arrangement;
      const { accountId } = view.drive.account;
      view.state = await index.call('arrangeView', {
        accountId,
        viewId,
        ...toArrangement(view, arrangement),
      });
      return headOf(view);
    },
    async rows(session, viewId, from, to) {
      const view = find(session, viewId);
      const { accountId } = view.drive.account;
      const end = Math.min(to, from + maxRows);
      const { revision, rows } = await index.call('rows', { accountId, viewId, from, to: end });
      const shown = { revision: revision + view.rightsLearned, from };
      if (!sameItem(view.folder, sharedList))
        return { ...shown, rows: rows.map((entry) => toRow(accountId, entry, null)) };
      void access.learnAll(view.drive, rows);
      return { ...shown, rows: await toSharedRows(deps, view.drive, rows) };
    },
    locate(session, viewId, itemId) {
      const { accountId } = find(session, viewId).drive.account;
      return index.call('locate', { accountId, viewId, itemId });
    },
    findPrefix(session, viewId, prefix, from) {
      const { accountId } = find(session, viewId).drive.account;
      return index.call('findPrefix', { accountId, viewId, prefix, from });
    },
    compare(session, { viewId, otherViewId }, chosen) {
      const { accountId } = find(session, viewId).drive.account;
      const other = { viewId: otherViewId, accountId: find(session, otherViewId).drive.account.accountId };
      return index.call('compareViews', { accountId, viewId, other, chosen });
    },
    async summarize(session, selection) {
      const view = find(session, selection.viewId);
      const { accountId } = view.drive.account;
      const withFolderSizes = coverOf(view) !== null;
      const summary = await index.call('summarize', { accountId, selection, withFolderSizes });
      return { ...summary, accountIds: [accountId] };
    },
    refresh(session, viewId) {
      const view = find(session, viewId);
      startWork(view, true);
      return Promise.resolve(headOf(view));
    },
    async close(session, viewId) {
      find(session, viewId);
      await drop(viewId);
    },
    async select(session, accountId, selection) {
      const { drive, located } = find(session, selection.viewId);
      if (drive.account.accountId !== accountId) throw new AppError('viewGone');
      const entries = await index.call('selected', { accountId, selection });
      return { selection, entries, pathOf: () => located.path };
    },
    closeSession: (session) => dropAll((view) => view.session === session),
    closeAccount: (accountId) => dropAll((view) => view.drive.account.accountId === accountId),
    pathChanged(accountId) {
      for (const view of ofAccount(accountId)) relocateQuietly(view);
    },
    signedIn(accountId) {
      for (const view of ofAccount(accountId)) {
        startWork(view, true);
        changes.note(view.state.viewId);
      }
    },
    networkWorks,
    indexChanged(accountId) {
      for (const view of ofAccount(accountId)) changes.note(view.state.viewId);
    },
    async foldersListed(accountId) {
      await Promise.all(
        ofAccount(accountId).map(async ({ folder, state }) => {
          const { listedAt } = await index.call('folder', { accountId, folder });
          if (listedAt !== null) listings.noteListed(accountId, folder, listedAt);
          changes.note(state.viewId);
        }),
      );
    },
    async folderExcluded(accountId) {
      await Promise.all(ofAccount(accountId).map(relist));
    },
    accessChanged(accountId) {
      for (const view of ofAccount(accountId)) {
        if (sameItem(view.folder, sharedList)) view.rightsLearned += 1;
        changes.note(view.state.viewId);
      }
    },
    dispose: () => changes.close(),
  };
}

async function toSharedRows(
  { index, access }: ViewsDeps,
  drive: AccountDrive,
  entries: readonly DriveEntry[],
): Promise<Row[]> {
  const { accountId } = drive.account;
  const facts = await index.call('sharedFacts', { accountId, own: entries.map(({ own }) => own) });
  return entries.map((entry, at) => {
    const { sources = 0, sharedAtMs = null } = facts[at] ?? {};
    return toRow(accountId, entry, {
      sources: toSourceNames(sources),
      sharedAt: sharedAtMs === null ? null : new Date(sharedAtMs).toISOString(),
      rights: access.rightsOf(drive, entry),
    });
  });
}

const toRow = (accountId: string, entry: DriveEntry, shared: SharedEntry | null): Row => ({
  ...toItem(entry),
  accountId,
  shared,
  foundIn: null,
  source: 'index',
});

const toAncestors = ({ crumbs }: Located): ItemRef[] =>
  crumbs.slice(1).flatMap(({ ref }) => (ref === null ? [] : [ref]));
