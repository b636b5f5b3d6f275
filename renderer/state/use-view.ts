import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import type { ItemRef, Sort } from '../../electron/contract/records.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import { call, failureOf } from '../api/client.ts';
import { receiveView } from '../api/events.ts';
import { settingsQuery } from '../api/app-queries.ts';
import { keys } from '../api/query-keys.ts';
import { rowsQuery } from '../api/view-queries.ts';
import { useViewHead } from './open-view.ts';
import {
  type BrowsePage,
  currentVisit,
  type History,
  type Page,
  type SearchPage,
  type SpacePage,
} from './navigation.ts';
import { sameSort } from './sorting.ts';
import { type Pane, usePage, usePane, usePaneState } from './pane.ts';
import { useApp } from './store.ts';
import { closeWhenUnused } from './view-lifetime.ts';
import { useDelayed } from '../ui/use-delayed.ts';

export interface OpenView {
  failure: Failure | null;
  /** Opening takes long enough to show progress. */
  slow: boolean;
  retry: () => void;
}

/**
 * The previous view stays on screen until the next has its first rows, so that navigation never shows an
 * empty pane.
 */
export function useView(): OpenView {
  const client = useQueryClient();
  const pane = usePane();
  const opened = useRef<string | null>(null);
  const accountId = usePaneState((pane) => pane.accountId);
  const page = usePage();
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<{ of: string; failure: Failure | null } | null>(null);
  const isAll = useQuery(settingsQuery).data?.searchAllAccounts === true;
  const requestKey = JSON.stringify([accountId, toPageKey(page), page.name === 'search' && isAll, attempt]);

  useEffect(() => {
    const target = currentVisit(pane.now().history).page;
    if (accountId === null || !hasView(target)) {
      leaveView(client, pane, opened);
      return;
    }
    let current = true;
    openView({ client, pane, opened }, accountId, target, () => current).then(
      () => current && setOutcome({ of: requestKey, failure: null }),
      (thrown: unknown) => {
        if (!current) return;
        pane.openedView(pane.now().viewId);
        setOutcome({ of: requestKey, failure: failureOf(thrown) });
      },
    );
    return () => {
      current = false;
    };
  }, [client, pane, accountId, requestKey]);
  useEffect(() => () => leaveView(client, pane, opened), [client, pane]);
  useArrangement(client);
  useRecovery();

  const pending = outcome?.of !== requestKey;
  const slow = useDelayed(pending, 200);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { failure: pending ? null : outcome.failure, slow, retry };
}

type ViewPage = BrowsePage | SearchPage | SpacePage;

const hasView = (page: Page): page is ViewPage =>
  page.name === 'browse' || page.name === 'search' || (page.name === 'space' && page.part !== 'types');

/** A changed query rearranges the same view. */
const toPageKey = (page: Page) => (page.name === 'search' ? { ...page, query: null } : page);

async function openHead({ client, pane }: Opening, accountId: string, page: ViewPage) {
  const { sort, history, filter: typed } = pane.now();
  if (page.name === 'search') {
    const { within, query: filter } = page;
    const near = nearOf(history);
    const isAll = client.getQueryData<Settings>(keys.settings)?.searchAllAccounts === true;
    const scope = isAll && within === null ? 'all' : 'account';
    return call('search.open', { accountId, scope, near, within, sort: [...sort], filter });
  }
  if (page.name === 'space') return openSpaceHead(accountId, page, [...sort], typed);
  const { place, folder } = page;
  const foldersFirst = client.getQueryData<Settings>(keys.settings)?.foldersFirst ?? true;
  const arrangement = { sort: [...sort], foldersFirst, filter: '' };
  return call('view.open', { accountId, place, folder, ...arrangement });
}

function openSpaceHead(accountId: string, { part, folder }: SpacePage, sort: Sort[], filter: string) {
  const ref = folder === null ? null : folder.ref;
  if (part !== 'map')
    return call('search.open', { accountId, scope: 'drive', near: null, within: ref, sort, filter });
  const order = { sort, foldersFirst: false, filter, withFolderSizes: true };
  return call('view.open', { accountId, place: 'myfiles', folder: ref, ...order });
}

/** The previous folder; search results near it rank higher. */
function nearOf({ visits, at }: History): ItemRef | null {
  const before = visits[at - 1]?.page;
  return before?.name === 'browse' ? before.folder : null;
}

/** `opened`: the id of the open view, since its pane may close first. */
interface Opening {
  client: QueryClient;
  pane: Pane;
  opened: { current: string | null };
}

async function openView(opening: Opening, accountId: string, page: ViewPage, isCurrent: () => boolean) {
  const { client, pane, opened } = opening;
  const head = await openHead(opening, accountId, page);
  receiveView(client, head);
  // Prefetches the first rows; the list itself shows a failure.
  if (head.count > 0) await client.prefetchQuery(rowsQuery(head.viewId, 0));
  if (!isCurrent()) {
    closeView(client, head.viewId);
    return;
  }
  const before = opened.current;
  opened.current = head.viewId;
  pane.openedView(head.viewId);
  if (before !== null && before !== head.viewId) closeView(client, before);
}

function leaveView(client: QueryClient, pane: Pane, opened: { current: string | null }): void {
  const viewId = opened.current;
  opened.current = null;
  if (viewId === null) return;
  if (pane.now().viewId === viewId) pane.openedView(null);
  closeView(client, viewId);
}

function closeView(client: QueryClient, viewId: string): void {
  closeWhenUnused(viewId, () => {
    client.removeQueries({ queryKey: keys.view(viewId) });
    // It may already be gone with its account.
    call('view.close', { viewId }).catch(() => undefined);
  });
}

/** A successful listing clears messages about a lost connection. */
function useRecovery(): void {
  const freshness = useViewHead()?.freshness;
  const listedAt = freshness?.state === 'fresh' ? freshness.listedAt : null;
  useEffect(() => {
    if (listedAt !== null) useApp.getState().closeConnectionToasts();
  }, [listedAt]);
}

const typingPauseMs = 120;

function useArrangement(client: QueryClient): void {
  const head = useViewHead();
  const sort = usePaneState((pane) => pane.sort);
  const filter = usePaneState((pane) => pane.filter);
  const isMap = usePage().name === 'space';
  const wantsFoldersFirst = useQuery(settingsQuery).data?.foldersFirst ?? true;
  // The treemap sorts purely by size.
  const foldersFirst = wantsFoldersFirst && !isMap;
  const viewId = head?.viewId;
  const isSearch = head != null && head.search !== null;
  const settled =
    head === null ||
    (sameSort(head.sort, sort) &&
      (head.search !== null || head.foldersFirst === foldersFirst) &&
      head.filter === filter);
  useEffect(() => {
    if (viewId === undefined || settled) return;
    const arrange = async () => {
      try {
        receiveView(client, await call('view.arrange', { viewId, sort: [...sort], foldersFirst, filter }));
      } catch (thrown) {
        const failure = failureOf(thrown);
        // The query changed before it was answered.
        if (failure.code !== 'cancelled') useApp.getState().toastFailure(failure);
      }
    };
    const timer = setTimeout(() => void arrange(), filter === '' || isSearch ? 0 : typingPauseMs);
    return () => clearTimeout(timer);
  }, [client, viewId, settled, isSearch, sort, foldersFirst, filter]);
}
