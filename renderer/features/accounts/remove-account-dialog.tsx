import { Checkbox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../electron/contract/records.ts';
import { removalQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { removeAccountWords as words } from '../../words/accounts.ts';

/** What follows is told by `accounts.changed`. */
export function RemoveAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [includeDocuments, setIncludeDocuments] = useState(false);
  const { accountId } = account;
  const removal = useQuery(removalQuery(accountId)).data;
  const documents = removal?.documents ?? 0;
  const unfinished = removal?.unfinishedTransfers ?? 0;
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    await callOrToast('accounts.remove', { accountId, includeDocuments });
    onClose();
  };
  return (
    <ConfirmDialog
      title={words.title(account.displayName)}
      confirm={words.remove}
      cancel={words.cancel}
      danger
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <div>{words.text}</div>
      {account.kind === 'sample' && <div>{words.sample}</div>}
      {unfinished > 0 && <div role="alert">{words.unfinished(unfinished)}</div>}
      {documents > 0 && (
        <Checkbox
          label={words.includeDocuments(documents)}
          checked={includeDocuments}
          onChange={(_, { checked }) => setIncludeDocuments(checked === true)}
        />
      )}
      {documents > 0 && !includeDocuments && <div>{words.documentsStay}</div>}
    </ConfirmDialog>
  );
}
