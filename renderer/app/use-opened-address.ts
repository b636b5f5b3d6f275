import { useEffect, useEffectEvent } from 'react';
import { call, failureOf, listen } from '../api/client.ts';
import { useApp } from '../state/store.ts';
import { focusPane } from '../ui/panes.ts';

/** Goes to an onedrive: address opened outside the app, once there is an account. */
export function useOpenedAddress(): void {
  const accountId = useApp((state) => state.accountId);
  const goThere = useEffectEvent(async (of: string) => {
    const { text } = await call('app.takeAddress', {});
    if (text === null) return;
    const { go, toastFailure } = useApp.getState();
    try {
      const { place, folder, crumbs } = await call('paths.resolve', { accountId: of, text });
      go({ name: 'browse', place, folder: crumbs.length <= 1 ? null : folder });
      focusPane('files');
    } catch (thrown) {
      toastFailure(failureOf(thrown));
    }
  });
  useEffect(() => {
    if (accountId === null) return;
    void goThere(accountId);
    return listen('app.addressGiven', () => void goThere(accountId));
  }, [accountId]);
}
