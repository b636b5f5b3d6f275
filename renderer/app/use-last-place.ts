import { useEffect, useRef } from 'react';
import type { LastSplit } from '../../electron/contract/records.ts';
import { call } from '../api/client.ts';
import { usePage } from '../state/pane.ts';
import { toLastSplit } from '../state/pane-state.ts';
import { useApp } from '../state/store.ts';

/** Notes where one is and in which order, in two panes as well, for the next start. */
export function useLastPlace(): void {
  const accountId = useApp((state) => state.accountId);
  const page = usePage();
  const sort = useApp((state) => state.sort);
  const layout = useApp((state) => state.layout);
  useEffect(() => {
    if (accountId === null || page.name !== 'browse') return;
    const { place, folder } = page;
    // Losing it costs a few clicks: nothing to tell.
    call('places.note', { accountId, place, folder, sort: [...sort], layout }).catch(() => undefined);
  }, [accountId, page, sort, layout]);
  useLastSplit(accountId !== null);
}

function useLastSplit(hasAccount: boolean): void {
  // As text, which stays the same for as long as nothing of it changes.
  const split = useApp((state) => JSON.stringify(toLastSplit(state)));
  const startPart = useApp((state) => state.startPart);
  const wasSplit = useRef(false);
  useEffect(() => {
    const left = JSON.parse(split) as LastSplit | null;
    // A window that never had two panes says nothing about those of another one. The last account takes its places along.
    const isNews = left !== null || (wasSplit.current && hasAccount);
    wasSplit.current = left !== null;
    if (!isNews) return;
    call('places.noteSplit', { split: left, startPart }).catch(() => undefined);
  }, [split, startPart, hasAccount]);
}
