import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { Item, SelectionSummary, ViewHead } from '../../electron/contract/records.ts';
import { onlySelected, selectedCount, toSelection } from '../ui/grid/selection.ts';
import { usePaneState } from './pane.ts';
import { useApp } from './store.ts';
import { keys } from '../api/query-keys.ts';
import { summaryQuery } from '../api/view-queries.ts';
import { cachedItem } from '../api/row-access.ts';

export const useViewHead = (): ViewHead | null => useHead(usePaneState((pane) => pane.viewId));

export const useOtherHead = (): ViewHead | null => useHead(useApp((state) => state.other?.viewId ?? null));

function useHead(viewId: string | null): ViewHead | null {
  // Only receiveView fills this: no method returns a head.
  const head = useQuery<ViewHead>({ queryKey: keys.viewHead(viewId ?? ''), enabled: false });
  return viewId === null ? null : (head.data ?? null);
}

/** `accountIds`: of the selection; several in a search across accounts, empty while unknown. */
type Summary = SelectionSummary & { accountIds: readonly string[] };

const nothingSelected: Summary = {
  count: 0,
  files: 0,
  folders: 0,
  packages: 0,
  sizeBytes: 0,
  accountIds: [],
};

/** Uses the page's own count until main has answered. */
export function useSelectionSummary(): Summary {
  const head = useViewHead();
  const selection = usePaneState((pane) => pane.selection);
  const count = head === null ? 0 : selectedCount(selection, head.count);
  const summary = useQuery({
    ...summaryQuery(toSelection(head?.viewId ?? '-', selection), head?.revision ?? 0),
    enabled: head !== null && count > 0,
  });
  if (head === null || count === 0) return nothingSelected;
  // Still unknown, so don't rule out commands by kind.
  const accountIds = head.search?.scope === 'all' ? [] : [head.accountId];
  return summary.data ?? { count, files: count, folders: count, packages: 0, sizeBytes: 0, accountIds };
}

export function useOnlyItem(): Item | null {
  const client = useQueryClient();
  const viewId = usePaneState((pane) => pane.viewId);
  const itemId = useApp((state) => onlySelected(state.selection));
  const subscribe = useCallback(
    (changed: () => void) =>
      client.getQueryCache().subscribe(({ type, query }) => {
        const [room, of, part] = query.queryKey;
        if (type === 'updated' && room === 'view' && of === viewId && part === 'rows') changed();
      }),
    [client, viewId],
  );
  return useSyncExternalStore(subscribe, () => {
    if (viewId === null || itemId === null) return null;
    return cachedItem(client, viewId, itemId) ?? null;
  });
}
