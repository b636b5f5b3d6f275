import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Item, SelectionSummary, ViewHead } from '../../electron/contract/records.ts';
import { onlySelected, selectedCount, toSelection } from '../state/selection.ts';
import { useApp } from '../state/store.ts';
import { keys, summaryQuery } from './queries.ts';
import { cachedItem } from './row-access.ts';

/** The head of the open view, kept up to date by events; null while there is none. */
export function useViewHead(): ViewHead | null {
  const viewId = useApp((state) => state.viewId);
  // Filled by receiveView alone: there is no call that asks for a head.
  const head = useQuery<ViewHead>({ queryKey: keys.viewHead(viewId ?? ''), enabled: false });
  return viewId === null ? null : (head.data ?? null);
}

const nothingSelected: SelectionSummary = { count: 0, files: 0, folders: 0, packages: 0, sizeBytes: 0 };

/** What is selected, counted and weighed by main; the page's own count stands in while that is on its way. */
export function useSelectionSummary(): SelectionSummary {
  const head = useViewHead();
  const selection = useApp((state) => state.selection);
  const count = head === null ? 0 : selectedCount(selection, head.count);
  const summary = useQuery({
    ...summaryQuery(toSelection(head?.viewId ?? '-', selection), head?.revision ?? 0),
    enabled: head !== null && count > 0,
    placeholderData: keepPreviousData,
  });
  if (count === 0) return nothingSelected;
  if (summary.data !== undefined && !summary.isPlaceholderData) return summary.data;
  // Not known yet: nothing is ruled out because of its kind.
  return { count, files: count, folders: count, packages: 0, sizeBytes: summary.data?.sizeBytes ?? 0 };
}

/** The selected item where it is exactly one. Its row is in the cache: it was clicked or moved to. */
export function useOnlyItem(): Item | null {
  const client = useQueryClient();
  const head = useViewHead();
  const itemId = useApp((state) => onlySelected(state.selection));
  if (head === null || itemId === null) return null;
  return cachedItem(client, head.viewId, itemId) ?? null;
}
