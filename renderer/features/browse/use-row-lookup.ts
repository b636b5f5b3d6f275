import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { cachedRow, fetchIds, fetchRow } from '../../api/row-access.ts';
import { maxSelectionIds, type RowPosition } from '../../ui/grid/selection.ts';
import { type Pane, usePane } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';

export interface RowLookup {
  withRow: (ordinal: number, act: (position: RowPosition, item: Item) => void) => void;
  extendTo: (ordinal: number, keep: boolean) => boolean;
}

export function useRowLookup({ viewId }: ViewHead): RowLookup {
  const client = useQueryClient();
  const pane = usePane();
  return useMemo(() => createRowLookup(client, pane, viewId), [client, pane, viewId]);
}

function createRowLookup(client: QueryClient, { now, select }: Pane, viewId: string): RowLookup {
  // Rows may arrive late, so only the last request counts.
  let latest = 0;
  const later = <T>(response: Promise<T>, act: (value: T) => void) => {
    const request = latest;
    response.then(
      (value) => request === latest && act(value),
      (thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)),
    );
  };
  const withRow: RowLookup['withRow'] = (ordinal, act) => {
    latest += 1;
    const known = cachedRow(client, viewId, ordinal);
    if (known !== undefined) act({ itemId: known.itemId, ordinal }, known);
    else
      later(fetchRow(client, viewId, ordinal), (item) => item && act({ itemId: item.itemId, ordinal }, item));
  };
  const extendTo: RowLookup['extendTo'] = (ordinal, keep) => {
    const { selection } = now();
    const start = selection.anchor?.ordinal ?? selection.focus?.ordinal ?? ordinal;
    const [from, to] = start < ordinal ? [start, ordinal] : [ordinal, start];
    if (to - from >= maxSelectionIds) {
      useApp.getState().toast({ text: t('browse.rangeTooLong', { max: maxSelectionIds }) });
      return false;
    }
    withRow(ordinal, (position) => {
      const known = knownIds(client, viewId, from, to);
      if (known !== null) select({ type: 'range', position, ids: known, keep });
      else later(fetchIds(client, viewId, from, to), (ids) => select({ type: 'range', position, ids, keep }));
    });
    return true;
  };
  return { withRow, extendTo };
}

function knownIds(client: QueryClient, viewId: string, from: number, to: number): string[] | null {
  const ids: string[] = [];
  for (let ordinal = from; ordinal <= to; ordinal += 1) {
    const item = cachedRow(client, viewId, ordinal);
    if (item === undefined) return null;
    ids.push(item.itemId);
  }
  return ids;
}
