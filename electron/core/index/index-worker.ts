import type { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { ItemRef, PlaceName } from '../../contract/records.ts';
import { AppError, isAppError } from '../errors.ts';
import { sameItem, toItemKey } from '../graph/addressing.ts';
import { parseDeltaBytes, type DeltaResponse } from '../graph/delta.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toDiskCode } from '../lib/disk-trouble.ts';
import { releaseMemory } from '../lib/release-memory.ts';
import { serveCalls, type Served } from '../lib/worker-rpc.ts';
import {
  sharedList,
  type ChainLink,
  type IndexCalls,
  type IndexNotice,
  type RowChange,
} from './index-calls.ts';
import { compareFolders, type ComparedFolder } from './compare-rows.ts';
import { createCacheShares } from './cache-shares.ts';
import { openIndex } from './index-schema.ts';
import { createIndexStore, type FolderChange, type IndexStore } from './index-store.ts';
import { createOpenViews, type OpenViews } from './open-views.ts';
import { createCatalogue, type Catalogue } from './search/catalogue.ts';
import { createFactCalls } from './search/fact-calls.ts';
import { searchAccounts } from './search/search-accounts.ts';
import type { ViewState } from './view.ts';

const port = parentPort;
if (port === null) throw new Error('the index runs in a worker thread');

/** No call waits for background work, so its error becomes an uncaught one of the thread. */
const fail = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};

interface AccountIndex {
  database: DatabaseSync;
  store: IndexStore;
  views: OpenViews;
  catalogue: Catalogue;
  read: Map<string, DeltaResponse>;
}

const accounts = new Map<string, AccountIndex>();
const caches = createCacheShares();

const postViews = (views: ViewState[]): void => {
  if (views.length > 0) push({ views });
};

function of(accountId: string): AccountIndex {
  const found = accounts.get(accountId);
  if (found === undefined) throw new AppError('notFound');
  return found;
}

function apply(accountId: string, changes: readonly FolderChange[]): null {
  of(accountId).catalogue.renew();
  push({ changed: accountId });
  postViews(of(accountId).views.apply(changes));
  return null;
}

function toChange(store: IndexStore, change: RowChange): FolderChange[] {
  if ('removed' in change) return store.remove(change.removed);
  const { entry, parent, from = null } = change;
  const hasLeft = from !== null && (parent === null || !sameItem(from, parent));
  return [...(hasLeft ? store.leave(entry.own, from) : []), ...store.put(entry, parent)];
}

async function countFolders(accountId: string, root: ItemRef): Promise<void> {
  const { store } = of(accountId);
  for (let from: number | null = 0; from !== null;) {
    const { changes, next } = store.delta.countFolders(root, from);
    if (changes.length > 0) apply(accountId, changes);
    from = next;
    await new Promise((resolve) => setImmediate(resolve));
    if (accounts.get(accountId)?.store !== store) return;
  }
}

const maxDepth = 500;

function chain(store: IndexStore, item: ItemRef, place: PlaceName): ChainLink[] {
  const links: ChainLink[] = [];
  for (let next: ItemRef | null = item; next !== null && links.length < maxDepth;) {
    const known: DriveEntry[] = store.findAll(next);
    const shortcut = known.find((entry) => !sameItem(entry, entry.own));
    const entry =
      (place === 'myfiles' ? shortcut : undefined) ?? known.find((one) => one !== shortcut) ?? shortcut;
    if (entry === undefined) break;
    links.push({ entry, inSharedList: store.isMember(sharedList, next) });
    next = entry.parent;
  }
  return links;
}

function entries(store: IndexStore, rows: readonly number[]): DriveEntry[] {
  return rows.map((row) => store.entry(row)).filter((entry) => entry !== null);
}

const toCompared = (
  { store, views }: Pick<AccountIndex, 'store' | 'views'>,
  viewId: string,
): ComparedFolder => {
  const { folder, rows } = views.allOf(viewId);
  return { rows, hashes: () => store.hashesIn(folder) };
};

const calls = {
  openAccount({ accountId, file }) {
    calls.closeAccount({ accountId });
    const { database, rebuilt, trouble } = openIndex(file);
    const store = createIndexStore(database);
    const catalogue = createCatalogue(database, store);
    const views = createOpenViews(store, postViews, fail, (row) => catalogue.bytesIn(row));
    caches.add(database);
    accounts.set(accountId, { database, store, views, catalogue, read: new Map() });
    return { rebuilt, trouble: trouble ?? undefined };
  },
  closeAccount({ accountId }) {
    const open = accounts.get(accountId);
    accounts.delete(accountId);
    if (open === undefined) return null;
    caches.remove(open.database);
    open.views.dispose();
    open.store.close();
    return null;
  },
  countItems: ({ accountId }) => of(accountId).store.count(),

  folder: ({ accountId, folder }) => ({ listedAt: of(accountId).store.folder(folder).listedAt }),
  beginListing: ({ accountId, folder }) => of(accountId).store.beginListing(folder),
  putListed: ({ accountId, folder, generation, entries }) =>
    apply(accountId, of(accountId).store.putListed(folder, generation, entries)),
  endListing({ accountId, folder, generation, listedAt }) {
    const { store, views } = of(accountId);
    const isCurrent = store.isListing(folder, generation);
    apply(accountId, store.endListing(folder, generation, listedAt));
    void views.rank(store.folder(folder).folder);
    return isCurrent;
  },
  dropListing({ accountId, folder, generation }) {
    of(accountId).store.dropListing(folder, generation);
    return null;
  },

  put: ({ accountId, ...put }) => apply(accountId, toChange(of(accountId).store, put)),
  change({ accountId, changes }) {
    const { store } = of(accountId);
    return apply(
      accountId,
      store.together(() => changes.flatMap((change) => toChange(store, change))),
    );
  },
  setRevoked: ({ accountId, item, revoked }) =>
    apply(accountId, of(accountId).store.setRevoked(item, revoked)),
  putShared: ({ accountId, generation, source, entries }) =>
    apply(accountId, of(accountId).store.putShared(generation, source, entries)),
  unseenShared: ({ accountId, generation }) => of(accountId).store.unseenShared(generation),
  sharedEntries: ({ accountId }) => of(accountId).store.unseenShared(Number.MAX_SAFE_INTEGER),
  sharedFacts: ({ accountId, own }) => own.map((ref) => of(accountId).store.sharedFacts(ref)),
  setInShared: ({ accountId, item, isListed, source }) =>
    apply(accountId, of(accountId).store.setInShared(item, isListed ? source : null)),
  shortcuts: ({ accountId, driveId }) => of(accountId).store.shortcuts(driveId),
  find: ({ accountId, item }) => of(accountId).store.find(item),
  isMember: ({ accountId, folder, item }) => of(accountId).store.isMember(folder, item),
  findByName: ({ accountId, folder, name }) => of(accountId).store.findByName(folder, name),
  chain: ({ accountId, item, place }) => chain(of(accountId).store, item, place),

  openView({ accountId, folder, viewId, ...arrangement }) {
    const { store, views } = of(accountId);
    return views.open(viewId, store.folder(folder).folder, arrangement);
  },
  reopenView({ accountId, folder, viewId, revision, ...arrangement }) {
    const { store, views } = of(accountId);
    postViews([views.open(viewId, store.folder(folder).folder, arrangement, revision)]);
    return null;
  },
  arrangeView: ({ accountId, viewId, ...arrangement }) => of(accountId).views.arrange(viewId, arrangement),
  rows({ accountId, viewId, from, to }) {
    const { store, views } = of(accountId);
    const { revision, rows } = views.rows(viewId, from, to);
    return { revision, rows: entries(store, rows) };
  },
  locate: ({ accountId, viewId, itemId }) => of(accountId).views.locate(viewId, itemId),
  compareViews({ accountId, viewId, other, chosen }) {
    return compareFolders(
      toCompared(of(accountId), viewId),
      toCompared(of(other.accountId), other.viewId),
      chosen,
    );
  },
  findPrefix: ({ accountId, viewId, prefix, from }) => of(accountId).views.findPrefix(viewId, prefix, from),
  summarize: ({ accountId, selection, withFolderSizes }) =>
    of(accountId).views.summarize(selection, withFolderSizes),
  selected({ accountId, selection }) {
    const { store, views } = of(accountId);
    return entries(store, views.selected(selection));
  },
  closeView({ accountId, viewId }) {
    accounts.get(accountId)?.views.close(viewId);
    return null;
  },

  syncs: ({ accountId }) => of(accountId).store.delta.states(),
  beginSync: ({ accountId, root, isWholeDrive, resyncAt }) =>
    of(accountId).store.delta.begin(root, isWholeDrive, resyncAt),
  readDelta({ accountId, root, ownDriveId, bytes }) {
    const response = parseDeltaBytes(bytes, { driveId: root.driveId, ownDriveId });
    releaseMemory(bytes);
    if (response === undefined) return null;
    const { store, read } = of(accountId);
    read.set(toItemKey(root), response);
    const { items, nextLink, deltaLink } = response;
    return { itemCount: items.length, nextLink, deltaLink, moment: store.delta.moment() };
  },
  async applyDelta({ accountId, root, response: given, asked }) {
    const { store, views, read } = of(accountId);
    const response = given === 'read' ? read.get(toItemKey(root)) : given;
    if (response === undefined) throw new AppError('indexLost');
    read.delete(toItemKey(root));
    const wasEnumerating = store.delta.state(root)?.phase === 'enumerating';
    for (let from = 0; ;) {
      const part = { from, shouldPause: isCallWaiting };
      const { changes, state, next } = store.delta.apply(root, response, asked, part);
      apply(accountId, changes);
      if (next === response.items.length) {
        if (wasEnumerating && state.phase === 'changes') {
          void views.rankAll();
          countFolders(accountId, root).catch(fail);
        }
        return state;
      }
      from = next;
      await new Promise((resolve) => setImmediate(resolve));
      if (of(accountId).store !== store) throw new AppError('indexLost');
    }
  },
  dropSync({ accountId, root }) {
    of(accountId).store.delta.drop(root);
    return null;
  },
  excludeFolder({ accountId, root }) {
    return apply(accountId, of(accountId).store.exclude(root));
  },
  pauseSync({ accountId, root, isPaused }) {
    of(accountId).store.delta.pause(root, isPaused);
    return null;
  },

  async search(input) {
    for (const accountId of input.accountIds) {
      const catalogue = accounts.get(accountId)?.catalogue;
      await (input.query.isDuplicate ? catalogue?.readyDuplicates() : catalogue?.ready());
    }
    return searchAccounts(
      input,
      input.accountIds.map((accountId) => accounts.get(accountId) ?? null),
    );
  },
  entries: ({ accountId, rows }) => rows.map((row) => of(accountId).store.entry(row)),
  ...createFactCalls((accountId) => of(accountId)),
} satisfies Served<IndexCalls>;

const { push, isCallWaiting } = serveCalls<IndexCalls, IndexNotice>(port, calls, (error) =>
  isAppError(error) ? error.code : toDiskCode(error),
);
