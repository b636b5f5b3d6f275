import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { failureOf } from '../../api/client.ts';
import { cachedRow, fetchIds, fetchRow } from '../../api/row-access.ts';
import { maxSelectionIds, type Spot } from '../../state/selection.ts';
import { useApp } from '../../state/store.ts';
import { words } from '../../words/en.ts';

/** Acts on rows by ordinal, at once where they are known, else as soon as main has told them. */
export interface Spots {
  withRow: (ordinal: number, act: (spot: Spot, item: Item) => void) => void;
  /** Selects everything between the anchor and here; `keep`: in addition. false: that would be too many. */
  extendTo: (ordinal: number, keep: boolean) => boolean;
}

export function useSpots({ viewId }: ViewHead): Spots {
  const client = useQueryClient();
  return useMemo(() => createSpots(client, viewId), [client, viewId]);
}

function createSpots(client: QueryClient, viewId: string): Spots {
  // Answers may come late: only the last wish counts.
  let wish = 0;
  const later = <T>(answer: Promise<T>, act: (value: T) => void) => {
    const mine = wish;
    answer.then(
      (value) => mine === wish && act(value),
      (thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)),
    );
  };
  const withRow: Spots['withRow'] = (ordinal, act) => {
    wish += 1;
    const known = cachedRow(client, viewId, ordinal);
    if (known !== undefined) act({ itemId: known.itemId, ordinal }, known);
    else
      later(fetchRow(client, viewId, ordinal), (item) => item && act({ itemId: item.itemId, ordinal }, item));
  };
  const extendTo: Spots['extendTo'] = (ordinal, keep) => {
    const { selection, select, toast } = useApp.getState();
    const start = selection.anchor?.ordinal ?? selection.focus?.ordinal ?? ordinal;
    const [from, to] = start < ordinal ? [start, ordinal] : [ordinal, start];
    if (to - from >= maxSelectionIds) {
      toast({ text: words.browse.rangeTooLong(maxSelectionIds) });
      return false;
    }
    withRow(ordinal, (spot) => {
      const known = knownIds(client, viewId, from, to);
      if (known !== null) select({ type: 'range', spot, ids: known, keep });
      else later(fetchIds(client, viewId, from, to), (ids) => select({ type: 'range', spot, ids, keep }));
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
