import { useState } from 'react';
import type { Account } from '../../../electron/contract/records.ts';
import { run } from '../../state/run.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { removeAccountWords as words } from '../../words/dialogs.ts';

/** What follows is told by `accounts.changed`. */
export function RemoveAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    await run('accounts.remove', { includeDocuments: false, accountId: account.accountId });
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
    </ConfirmDialog>
  );
}
