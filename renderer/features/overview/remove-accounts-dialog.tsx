import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery, removalsQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatList } from '../../words/format.ts';
import { showFailures } from './account-actions.ts';

const maxNames = 10;

export function RemoveAccountsDialog({
  accounts,
  onClose,
}: {
  accounts: readonly Account[];
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const accountIds = accounts.map(({ accountId }) => accountId);
  const removal = useQuery(removalsQuery(accountIds)).data;
  const hasOthers = (useQuery(accountsQuery).data ?? []).length > accounts.length;
  const names = accounts.slice(0, maxNames).map(({ displayName }) => showText(displayName));
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    const done = await callOrToast('accounts.removeMany', { accountIds });
    if (done !== null) {
      if (done.doneCount > 0)
        useApp.getState().toast({
          tone: 'success',
          text: t('overview.removed', { count: done.doneCount }),
        });
      showFailures(done, 'overview.notRemoved');
    }
    onClose();
    // Removing the open account also closed its page.
    if (hasOthers) useApp.getState().go({ name: 'accounts' });
  };
  return (
    <ConfirmDialog
      title={t('overview.removing.title', { count: accounts.length })}
      confirm={t('app.remove')}
      cancel={t('app.cancel')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <div>
        {accounts.length > maxNames
          ? t('overview.removing.namesAndMore', {
              names: formatList(names),
              count: accounts.length - maxNames,
            })
          : formatList(names)}
      </div>
      <div>{t('overview.removing.text')}</div>
      {removal !== undefined && removal.unfinishedTransfers > 0 && (
        <div role="alert">{t('removeAccount.unfinished', { count: removal.unfinishedTransfers })}</div>
      )}
      {removal !== undefined && removal.unsavedEdits > 0 && (
        <div role="alert">{t('removeAccount.unsavedStay', { count: removal.unsavedEdits })}</div>
      )}
    </ConfirmDialog>
  );
}
