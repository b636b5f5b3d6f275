import { useState } from 'react';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { removeAll } from './document-commands.ts';

interface RemoveDocumentsDialogProps {
  files: readonly SavedFile[];
  onClose: () => void;
}

export function RemoveDocumentsDialog({ files, onClose }: RemoveDocumentsDialogProps) {
  const [busy, setBusy] = useState(false);
  const [first] = files;
  const only = files.length === 1 ? first : undefined;
  const changed = files.filter(({ state }) => state === 'changed').length;
  const gone = files.filter(({ state, remote }) => state !== 'missing' && remote === 'gone').length;
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    await removeAll(files);
    onClose();
  };
  return (
    <ConfirmDialog
      title={
        only === undefined
          ? t('documents.confirm.titleMany', { count: files.length })
          : t('documents.confirm.title', { name: only.name })
      }
      confirm={t('app.remove')}
      cancel={t('app.cancel')}
      danger={changed + gone > 0}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {changed > 0 && (
        <div>
          {only === undefined
            ? t('documents.confirm.changedMany', { count: changed })
            : t('documents.confirm.changed')}
        </div>
      )}
      {only?.state === 'missing' && <div>{t('documents.confirm.missing')}</div>}
      {gone > 0 ? (
        <div>
          {only === undefined
            ? t('documents.confirm.goneMany', { count: gone })
            : t('documents.confirm.gone')}
        </div>
      ) : (
        <div>{t('documents.confirm.stays')}</div>
      )}
    </ConfirmDialog>
  );
}
