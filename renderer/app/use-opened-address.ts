import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Account } from '../../electron/contract/records.ts';
import { call, failureOf, listen } from '../api/client.ts';
import { keys } from '../api/query-keys.ts';
import { useApp } from '../state/store.ts';
import { focusPane } from '../ui/panes.ts';

export function useOpenedAddress(): void {
  const client = useQueryClient();
  const accountId = useApp((state) => state.accountId);
  const goThere = useEffectEvent(async (of: string) => {
    const { text } = await call('app.takeAddress', {});
    if (text === null) return;
    try {
      const { place, folder, crumbs } = await call('paths.resolve', { accountId: of, text });
      // Another account may be open by now; the path belongs to this one.
      const account = client.getQueryData<Account[]>(keys.accounts)?.find(({ accountId: id }) => id === of);
      const { accountId: shown, openAccount, go } = useApp.getState();
      if (account === undefined) return;
      if (shown !== of) openAccount(account);
      go({ name: 'browse', place, folder: crumbs.length <= 1 ? null : folder });
      focusPane('files');
    } catch (thrown) {
      useApp.getState().toastFailure(failureOf(thrown), { accountId: of });
    }
  });
  useEffect(() => {
    if (accountId === null) return;
    void goThere(accountId);
    return listen('app.addressGiven', () => void goThere(accountId));
  }, [accountId]);
}
