import { Checkbox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { removalQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export function RemoveAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [includeDocuments, setIncludeDocuments] = useState(false);
  const { accountId } = account;
  const removal = useQuery(removalQuery(accountId)).data;
  const documents = removal?.documents ?? 0;
  const unsaved = removal?.unsavedEdits ?? 0;
  const unfinished = removal?.unfinishedTransfers ?? 0;
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    await callOrToast('accounts.remove', { accountId, includeDocuments });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('removeAccount.title', { name: account.displayName })}
      confirm={t('app.remove')}
      cancel={t('app.cancel')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <div>{t('removeAccount.text')}</div>
      {account.kind === 'sample' && <div>{t('removeAccount.sample')}</div>}
      {unfinished > 0 && <div role="alert">{t('removeAccount.unfinished', { count: unfinished })}</div>}
      {documents > 0 && (
        <Checkbox
          label={t('removeAccount.includeDocuments', { count: documents })}
          checked={includeDocuments}
          onChange={(_, { checked }) => setIncludeDocuments(checked === true)}
        />
      )}
      {documents > 0 && !includeDocuments && <div>{t('removeAccount.documentsStay')}</div>}
      {unsaved > 0 && (
        <div role="alert">
          {t(includeDocuments ? 'removeAccount.unsavedLost' : 'removeAccount.unsavedStay', {
            count: unsaved,
          })}
        </div>
      )}
    </ConfirmDialog>
  );
}
