import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Account } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { listen } from '../api/client.ts';
import { accountsQuery } from '../api/account-queries.ts';
import { startQuery } from '../api/app-queries.ts';
import { useViewHead } from '../state/open-view.ts';
import { endDrag, noteDragEnd, noteOutside, receiveDrag } from '../state/drag-out.ts';
import { letGo } from '../state/spring-load.ts';
import { callOrToast } from '../state/call-or-toast.ts';
import { usePage } from '../state/pane.ts';
import { useApp } from '../state/store.ts';
import { focusNextPane } from '../ui/panes.ts';

export function useWindowTitle(): void {
  const page = usePage();
  const head = useViewHead();
  const accountId = useApp((state) => state.accountId);
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  const name =
    page.name === 'browse' ? (head?.name ?? t(`places.${page.place}`)) : t(`app.pages.${page.name}`);
  const title = t('app.title', {
    page: name,
    account: account?.displayName ?? null,
    hasAccount: account !== undefined,
  });
  const profile = useQuery(startQuery).data?.profile ?? null;
  const full = profile === null ? title : t('app.titleOfProfile', { title, name: profile });
  useEffect(() => {
    document.title = full;
  }, [full]);
}

/** An account is ready again, or may do more: removes messages that asked to sign in to it. */
export function useSignedInAgain(): void {
  const accounts = useQuery(accountsQuery).data;
  const before = useRef<readonly Account[]>([]);
  useEffect(() => {
    if (accounts === undefined) return;
    for (const { accountId, state, granted } of accounts) {
      const known = before.current.find((each) => each.accountId === accountId);
      if (known === undefined || state !== 'ready') continue;
      const hasMore = granted.some((scope) => !known.granted.includes(scope));
      if (known.state !== 'ready' || hasMore) useApp.getState().closeSignInToasts(accountId);
    }
    before.current = accounts;
  }, [accounts]);
}

/** Also the mouse's side buttons, and drops outside any target. */
export function useWindowEvents(): void {
  const accounts = useQuery(accountsQuery).data ?? [];
  const switchAccount = useEffectEvent((step: 1 | -1) => {
    const { accountId, openAccount } = useApp.getState();
    const here = accounts.findIndex((account) => account.accountId === accountId);
    const next = accounts[(here + step + accounts.length) % accounts.length];
    if (next !== undefined && next.accountId !== accountId) openAccount(next);
  });
  useEffect(() => {
    const { back, forward, hintDrop } = useApp.getState();
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || useApp.getState().dialog !== null) return;
      event.preventDefault();
      focusNextPane(event.shiftKey ? -1 : 1);
    };
    const nextAccount = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || !event.ctrlKey || useApp.getState().dialog !== null) return;
      event.preventDefault();
      switchAccount(event.shiftKey ? -1 : 1);
    };
    const sideButton = (event: MouseEvent) => {
      if (event.button !== 3 && event.button !== 4) return;
      event.preventDefault();
      if (event.type === 'mouseup') (event.button === 3 ? back : forward)();
    };
    const overNothing = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      letGo();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
      if (useApp.getState().dropHint !== null) hintDrop(null);
    };
    // If the dragged row was removed, no "dragend" fires.
    const dragOver = (event: MouseEvent) => {
      const { drag } = useApp.getState();
      // The pointer still moves before the system's drag starts, with the button down.
      if (drag !== null && (!drag.hasFiles || event.buttons === 0)) endDrag();
    };
    const leftWindow = (event: DragEvent) => {
      if (event.relatedTarget !== null) return;
      letGo();
      hintDrop(null);
      noteOutside(true);
    };
    const inWindow = () => noteOutside(false);
    // No pointer events fire during a drag, so any means that it is over.
    const pointerMoved = () => {
      if (useApp.getState().dropHint !== null) hintDrop(null);
    };
    // Ends waits for the network in the main process early.
    const networkBack = () => void callOrToast('app.networkBack', {});
    const unlisten = listen('drags.changed', receiveDrag);
    const undo = new AbortController();
    const { signal } = undo;
    window.addEventListener('keydown', pressed, { signal });
    window.addEventListener('keydown', nextAccount, { signal });
    window.addEventListener('mousedown', sideButton, { signal });
    window.addEventListener('mouseup', sideButton, { signal });
    window.addEventListener('dragover', overNothing, { signal });
    window.addEventListener('drop', overNothing, { signal });
    window.addEventListener('online', networkBack, { signal });
    window.addEventListener('pointermove', pointerMoved, { signal });
    window.addEventListener('dragleave', leftWindow, { signal });
    window.addEventListener('mousemove', dragOver, { signal });
    window.addEventListener('dragend', noteDragEnd, { signal });
    window.addEventListener('dragover', inWindow, { signal, capture: true });
    return () => {
      undo.abort();
      unlisten();
    };
  }, []);
}
