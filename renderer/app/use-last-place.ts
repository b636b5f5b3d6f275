import { useEffect, useRef } from 'react';
import type { LastSplit } from '../../electron/contract/start.ts';
import { call } from '../api/client.ts';
import { usePage } from '../state/pane.ts';
import { toLastSplit } from '../state/pane-state.ts';
import { useApp } from '../state/store.ts';

export function useLastPlace(): void {
  const accountId = useApp((state) => state.accountId);
  const page = usePage();
  const sort = useApp((state) => state.sort);
  const layout = useApp((state) => state.layout);
  useEffect(() => {
    if (accountId === null || page.name !== 'browse') return;
    const { place, folder } = page;
    // A lost place costs only a few clicks, so ignore failures.
    call('places.note', { accountId, place, folder, sort: [...sort], layout }).catch(() => undefined);
  }, [accountId, page, sort, layout]);
  useLastSplit(accountId !== null);
}

function useLastSplit(hasAccount: boolean): void {
  // Serialized, so that it is compared by value.
  const split = useApp((state) => JSON.stringify(toLastSplit(state)));
  const startPart = useApp((state) => state.startPart);
  const wasSplit = useRef(false);
  useEffect(() => {
    const left = JSON.parse(split) as LastSplit | null;
    // A window that never had two panes must not overwrite those of another window. When the last account is
    // removed, its places are removed too.
    const hasChanged = left !== null || (wasSplit.current && hasAccount);
    wasSplit.current = left !== null;
    if (!hasChanged) return;
    call('places.noteSplit', { split: left, startPart }).catch(() => undefined);
  }, [split, startPart, hasAccount]);
}
