import { randomUUID } from 'node:crypto';
import type { Row } from '../../contract/found.ts';
import { parseQuery } from '../../contract/query.ts';
import { toFolded } from '../../contract/fold-text.ts';
import type { ItemRef, Selection, Sort, ViewHead } from '../../contract/records.ts';
import type { SearchState } from '../../contract/search-state.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { toItemKey } from '../graph/addressing.ts';
import { toItem, type DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { createCoalescer } from '../lib/coalescer.ts';
import type { Handles, HeldView } from '../places/handles.ts';
import type { Clock, Log } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';
import { learnPlaces, searchOnline } from './online-search.ts';
import { readHits, type Hit, type ReadHit } from './search-hits.ts';
import { createWhereFound } from './where-found.ts';

export interface Searches extends Handles {
  open(session: SessionContext, opening: SearchOpening): Promise<ViewHead>;
  /** Adds the results of OneDrive's own search. */
  online(session: SessionContext, viewId: string): Promise<ViewHead>;
  dispose(): void;
}

export interface SearchOpening {
  accountId: string;
  scope: SearchState['scope'];
  near: ItemRef | null;
  within: ItemRef | null;
  sort: Sort[];
  filter: string;
}

/** Limit of one view; typing another letter narrows it. */
const maxHits = 10_000;
const maxRows = 500;
const changeIntervalMs = 500;

interface Search extends HeldView {
  drive: AccountDrive;
  opening: SearchOpening;
  hits: Hit[];
  total: number;
  hasMore: boolean;
  problems: string[];
  revision: number;
  online: SearchState['online'];
  others: ReadHit[];
  asking: AbortController;
  /** Accounts removed since it was opened. */
  gone: Set<string>;
  /** Increases with each query, so that outdated answers can be dropped. */
  asked: number;
}

const idle: SearchState['online'] = { state: 'idle', found: 0, failure: null };

export interface SearchesDeps {
  index: Index;
  accounts: AccountDrives;
  clock: Clock;
  log: Log;
}

export function createSearches({ index, accounts, clock, log }: SearchesDeps): Searches {
  const searches = new Map<string, Search>();

  const find = (session: SessionContext, viewId: string): Search => {
    const search = searches.get(viewId);
    if (search === undefined || search.session !== session) throw new AppError('viewGone');
    return search;
  };

  const accountsOf = ({ scope, accountId }: SearchOpening): string[] =>
    scope === 'all' ? accounts.all().map((account) => account.accountId) : [accountId];

  /** OneDrive's results are usually in the index a moment later. */
  const withoutKnown = async (others: ReadHit[], hits: readonly Hit[]): Promise<ReadHit[]> => {
    if (others.length === 0) return others;
    const known = new Set((await read(hits)).map(({ entry }) => toItemKey(entry)));
    return others.filter(({ accountId, entry }) => isThere(accountId) && !known.has(toItemKey(entry)));
  };

  const isThere = (accountId: string): boolean => accounts.find(accountId) !== null;

  const read = (hits: readonly Hit[]): Promise<ReadHit[]> => readHits({ index, accounts }, hits);

  const run = async (search: Search): Promise<void> => {
    search.asked += 1;
    const { asked, opening } = search;
    const query = parseQuery(opening.filter, clock.now());
    const accountIds = accountsOf(opening).filter((each) => !search.gone.has(each));
    await Promise.all(accountIds.map((accountId) => index.open(accountId).catch(() => undefined)));
    // The query changed while the indexes were opening.
    if (asked !== search.asked) throw new AppError('cancelled');
    const { accountId, sort, near } = opening;
    const within = opening.within ?? (opening.scope === 'drive' ? search.drive.root : null);
    const nowMs = clock.now();
    const found = await index.call('search', {
      accountId,
      accountIds,
      driveIds: accountIds.map((each) => accounts.find(each)?.account.driveId ?? ''),
      query,
      sort,
      max: maxHits,
      nowMs,
      near,
      within,
    });
    if (asked !== search.asked) throw new AppError('cancelled');
    const all = found.rows.map((row, at) => ({
      row,
      accountId: accountIds[found.owners[at] ?? 0] ?? accountId,
    }));
    // An account may have been removed meanwhile.
    const hits = all.filter((hit) => !search.gone.has(hit.accountId));
    const others = await withoutKnown(search.others, hits);
    if (asked !== search.asked) throw new AppError('cancelled');
    if (search.online.state === 'done') search.online = { ...search.online, found: others.length };
    search.others = others;
    search.hits = [...hits, ...others];
    search.total = found.total;
    search.hasMore = found.hasMore;
    search.problems = query.problems;
    search.revision += 1;
  };

  const changes = createCoalescer(clock, changeIntervalMs, (viewId) => {
    const search = searches.get(viewId);
    if (search === undefined) return;
    run(search)
      .then(() => search.session.emit('view.changed', toHead(search)))
      .catch((error: unknown) => log.info('a search was not renewed', { error: String(error) }));
  });

  index.onChange((accountId) => {
    for (const [viewId, { opening }] of searches)
      if (opening.scope === 'all' || opening.accountId === accountId) changes.note(viewId);
  });

  const startOnline = (search: Search): void => {
    search.asking.abort();
    search.asking = new AbortController();
    const { signal } = search.asking;
    const tell = (online: SearchState['online']) => {
      if (signal.aborted) return;
      search.online = online;
      search.revision += 1;
      search.session.emit('view.changed', toHead(search));
    };
    search.online = { state: 'searching', found: 0, failure: null };
    const query = {
      filter: search.opening.filter,
      accountIds: () => accountsOf(search.opening),
      readListed: () => read(search.hits),
    };
    searchOnline({ accounts, clock }, query, signal)
      .then(async (others) => {
        if (signal.aborted) return;
        search.hits = [...search.hits.filter((hit) => !('entry' in hit)), ...others];
        search.others = others;
        tell({ state: 'done', found: others.length, failure: null });
        await learnPlaces({ index, accounts, log }, others, signal);
        if (others.length > 0) tell(search.online);
      })
      .catch((error: unknown) => {
        if (!isAppError(error)) log.warn('search at OneDrive failed', { error: String(error) });
        const failure = (isAppError(error) ? error : new AppError('bug')).toFailure();
        tell({ state: 'failed', found: 0, failure });
      });
  };

  const toRows = async (hits: readonly Hit[]): Promise<Row[]> => {
    const places = new Map<string, ReturnType<typeof createWhereFound>>();
    const whereIn = (accountId: string) => {
      const known = places.get(accountId) ?? createWhereFound(index, accounts.drive(accountId));
      places.set(accountId, known);
      return known;
    };
    return Promise.all(
      (await read(hits)).map(async ({ accountId, entry, source }) => ({
        ...toItem(entry),
        accountId,
        foundIn: await whereIn(accountId)(entry.parent),
        source,
        shared: null,
      })),
    );
  };

  const pick = async (search: Search, { mode, itemIds }: Selection) => {
    const named = new Set(itemIds);
    return (await read(search.hits)).filter(({ entry }) => named.has(entry.itemId) === (mode === 'only'));
  };

  const drop = (which: (search: Search) => boolean) => {
    for (const [viewId, search] of searches) {
      if (!which(search)) continue;
      search.asking.abort();
      searches.delete(viewId);
    }
  };

  return {
    has: (viewId) => searches.has(viewId),
    async open(session, opening) {
      const drive = accounts.drive(opening.accountId);
      const search: Search = {
        viewId: randomUUID(),
        session,
        drive,
        opening,
        hits: [],
        total: 0,
        hasMore: false,
        problems: [],
        revision: 0,
        online: idle,
        others: [],
        asking: new AbortController(),
        gone: new Set(),
        asked: 0,
      };
      await run(search);
      if (session.closed.aborted) throw new AppError('cancelled');
      searches.set(search.viewId, search);
      return toHead(search);
    },
    online(session, viewId) {
      const search = find(session, viewId);
      startOnline(search);
      return Promise.resolve(toHead(search));
    },
    async arrange(session, viewId, { sort, filter }) {
      const search = find(session, viewId);
      if (filter !== search.opening.filter) {
        search.asking.abort();
        search.online = idle;
        search.others = [];
      }
      search.opening = { ...search.opening, sort, filter };
      await run(search);
      return toHead(search);
    },
    async rows(session, viewId, from, to) {
      const search = find(session, viewId);
      const { revision } = search;
      const end = Math.min(to, from + maxRows);
      return { revision, from, rows: await toRows(search.hits.slice(from, end)) };
    },
    async locate(session, viewId, itemId) {
      const entries = await read(find(session, viewId).hits);
      const ordinal = entries.findIndex(({ entry }) => entry.itemId === itemId);
      return ordinal === -1 ? null : ordinal;
    },
    async findPrefix(session, viewId, prefix, from) {
      const entries = await read(find(session, viewId).hits);
      const folded = toFolded(prefix);
      const fits = ({ entry }: { entry: DriveEntry }) => toFolded(entry.name).startsWith(folded);
      const after = entries.findIndex((one, ordinal) => ordinal >= from && fits(one));
      const ordinal = after === -1 ? entries.findIndex(fits) : after;
      return ordinal === -1 ? null : ordinal;
    },
    async summarize(session, selection) {
      const picked = await pick(find(session, selection.viewId), selection);
      const ofKind = (kind: DriveEntry['kind']) => picked.filter(({ entry }) => entry.kind === kind);
      return {
        count: picked.length,
        files: ofKind('file').length,
        folders: ofKind('folder').length,
        packages: ofKind('package').length,
        sizeBytes: ofKind('file').reduce((sum, { entry }) => sum + (entry.sizeBytes ?? 0), 0),
        accountIds: [...new Set(picked.map(({ accountId }) => accountId))],
      };
    },
    async refresh(session, viewId) {
      const search = find(session, viewId);
      await run(search);
      return toHead(search);
    },
    close(session, viewId) {
      find(session, viewId).asking.abort();
      searches.delete(viewId);
      return Promise.resolve();
    },
    async select(session, accountId, selection) {
      const picked = await pick(find(session, selection.viewId), selection);
      const mine = picked.filter((one) => one.accountId === accountId).map(({ entry }) => entry);
      const whereIn = createWhereFound(index, accounts.drive(accountId));
      const paths = new Map<DriveEntry, string>();
      for (const entry of mine) paths.set(entry, (await whereIn(entry.parent)).path);
      return { selection, entries: mine, pathOf: (entry) => paths.get(entry) ?? 'myfiles' };
    },
    closeSession: (session) => drop((search) => search.session === session),
    closeAccount(accountId) {
      drop(({ opening }) => opening.accountId === accountId);
      for (const search of searches.values()) {
        if (search.opening.scope === 'account') continue;
        // Its index is closing and must not be reopened.
        search.gone.add(accountId);
        search.hits = search.hits.filter((hit) => hit.accountId !== accountId);
        search.others = search.others.filter((hit) => hit.accountId !== accountId);
        search.total = Math.min(search.total, search.hits.length);
        search.revision += 1;
        search.session.emit('view.changed', toHead(search));
      }
    },
    dispose() {
      drop(() => true);
      changes.close();
    },
  };
}

function toHead(search: Search): ViewHead {
  const { viewId, opening, hits, total, hasMore, problems, online, revision } = search;
  return {
    viewId,
    accountId: opening.accountId,
    place: 'myfiles',
    folder: opening.within,
    name: '',
    path: '',
    crumbs: [],
    canWrite: false,
    needsCheckOut: false,
    owner: null,
    sort: opening.sort,
    foldersFirst: false,
    filter: opening.filter,
    count: hits.length,
    unfilteredCount: total,
    revision,
    freshness: { state: 'fresh', listedAt: null, failure: null },
    search: { scope: opening.scope, total, hasMore, problems, online },
  };
}
