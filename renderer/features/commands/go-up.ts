import type { QueryClient } from '@tanstack/react-query';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { keys } from '../../api/query-keys.ts';
import { currentVisit, type Page, samePage, toCrumbPage, toSpaceCrumb } from '../../state/navigation.ts';
import { isOpening } from '../../state/pane-state.ts';
import { useApp } from '../../state/store.ts';

/** Only its view knows what is above it. */
let waiting: { from: Page; levels: number } | null = null;

const pageNow = (): Page => currentVisit(useApp.getState().history).page;

/** Pressed three times, it goes up three levels, however long each takes to open. */
export function goUp(client: QueryClient): void {
  if (!isOpening(useApp.getState())) {
    toParent(client);
    return;
  }
  const isMore = waiting !== null && samePage(waiting.from, pageNow());
  waiting = { from: pageNow(), levels: isMore && waiting !== null ? waiting.levels + 1 : 1 };
  if (!isMore) watch(client);
}

function watch(client: QueryClient): void {
  const stop = useApp.subscribe((state) => {
    const { from, levels } = waiting ?? { from: null, levels: 0 };
    if (from !== null && samePage(from, pageNow()) && isOpening(state)) return;
    stop();
    waiting = null;
    // Otherwise the person has gone elsewhere.
    if (from === null || !samePage(from, pageNow())) return;
    toParent(client);
    if (levels === 1 || samePage(from, pageNow())) return;
    waiting = { from: pageNow(), levels: levels - 1 };
    watch(client);
  });
}

function toParent(client: QueryClient): void {
  const { viewId, go } = useApp.getState();
  const head = client.getQueryData<ViewHead>(keys.viewHead(viewId ?? ''));
  if (head === undefined) return;
  const at = head.crumbs.length - 2;
  const parent = pageNow().name === 'space' ? toSpaceCrumb(head.crumbs, at) : toCrumbPage(head.crumbs, at);
  if (parent !== null) go(parent, head.folder?.itemId ?? null);
}
