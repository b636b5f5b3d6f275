import { Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Account } from '../../electron/contract/records.ts';
import type { LastSplit } from '../../electron/contract/start.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../api/account-queries.ts';
import { settingsQuery, startQuery } from '../api/app-queries.ts';
import { DialogHost } from './dialog-host.tsx';
import { takePageStart } from '../state/page-start.ts';
import { usePage } from '../state/pane.ts';
import { useApp } from '../state/store.ts';
import { BugBoundary } from '../ui/bug-boundary.tsx';
import { AppVersion } from '../ui/failure-details.tsx';
import { ThemeProvider } from '../ui/theme.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { Frame } from './frame.tsx';

export function App() {
  const settings = useQuery(settingsQuery);
  const version = useQuery(startQuery).data?.version ?? '';
  return (
    <ThemeProvider setting={settings.data?.theme ?? 'system'}>
      <BugBoundary>
        <AppVersion value={version}>
          <Started />
          <DialogHost />
        </AppVersion>
      </BugBoundary>
    </ThemeProvider>
  );
}

function Started() {
  const start = useQuery(startQuery);
  const accounts = useQuery(accountsQuery);
  const ready = start.isSuccess && accounts.isSuccess;
  useCurrentAccount();
  const slow = useDelayed(!ready && !start.isError, 400);
  if (start.isError || accounts.isError) throw start.error ?? accounts.error;
  if (!ready) return slow ? <Spinner label={t('app.starting')} /> : null;
  return <Frame />;
}

const hasBoth = (accounts: readonly Account[], { start, end }: LastSplit): boolean =>
  [start, end].every((pane) => accounts.some(({ accountId }) => accountId === pane.accountId));

/** The last account at the start, else the first one; the welcome page if there is none. */
function useCurrentAccount(): void {
  const accounts = useQuery(accountsQuery).data;
  const lastPlaces = useQuery(startQuery).data?.lastPlaces;
  const accountId = useApp((state) => state.accountId);
  const besideId = useApp((state) => state.other?.accountId ?? null);
  const { name } = usePage();
  const isAdding = name === 'signIn' || name === 'accountImport';
  const openAccount = useApp((state) => state.openAccount);
  const restorePlaces = useApp((state) => state.restorePlaces);
  const hasStarted = useRef(false);
  const leaveAccounts = useApp((state) => state.leaveAccounts);
  useEffect(() => {
    const isGone = accounts?.every((account) => account.accountId !== besideId) === true;
    if (besideId !== null && isGone) useApp.getState().closeSplit();
  }, [accounts, besideId]);
  useEffect(() => {
    if (accounts === undefined || lastPlaces === undefined) return;
    if (accounts.some((account) => account.accountId === accountId)) return;
    const isStart = !hasStarted.current;
    hasStarted.current = true;
    if (isStart) restorePlaces(lastPlaces);
    const start = isStart ? takePageStart() : null;
    const lastAccountId = start?.name === 'folder' ? start.start.accountId : lastPlaces.accountId;
    const last = isStart ? accounts.find((account) => account.accountId === lastAccountId) : undefined;
    const first = last ?? accounts[0];
    // Let people see the result of adding accounts before leaving the page.
    if (first !== undefined && accountId === null && isAdding) return;
    const split = isStart && start?.name !== 'folder' ? lastPlaces.split : null;
    if (split !== null && hasBoth(accounts, split)) useApp.getState().restoreSplit(split);
    else if (first !== undefined) openAccount(first);
    else if (accountId !== null) leaveAccounts();
    if (start?.name === 'settings') useApp.getState().go({ name: 'settings' });
    if (start?.name === 'folder' && first === last)
      useApp.getState().startAt({ name: 'browse', place: start.start.place, folder: start.start.folder });
  }, [accounts, lastPlaces, accountId, isAdding, restorePlaces, openAccount, leaveAccounts]);
}
