import { useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Small, and clear about the one thing people fear: the file in OneDrive stays. */
export function RemoveDocumentDialog({ file, onClose }: { file: SavedFile; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    const removed = await callOrToast('documents.remove', { documentId: file.documentId });
    onClose();
    if (removed !== null)
      useApp.getState().toast({ tone: 'success', text: t('documents.removed', { name: file.name }) });
  };
  return (
    <ConfirmDialog
      title={t('documents.confirm.title', { name: file.name })}
      confirm={t('app.remove')}
      cancel={t('app.cancel')}
      danger={file.state === 'changed'}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {file.state === 'changed' && <div>{t('documents.confirm.changed')}</div>}
      {file.state === 'missing' && <div>{t('documents.confirm.missing')}</div>}
      <div>{t('documents.confirm.stays')}</div>
    </ConfirmDialog>
  );
}
