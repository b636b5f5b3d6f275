import { t } from '../../../electron/contract/strings/translate.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ConflictSides } from '../../ui/conflict-choices.tsx';

interface UpdateFileDialogProps {
  dialog: Extract<OpenDialog, { name: 'updateFile' }>;
  onClose: () => void;
}

export function UpdateFileDialog({ dialog: { file, existing, confirm }, onClose }: UpdateFileDialogProps) {
  const local = {
    sizeBytes: file.size,
    modifiedAt: new Date(file.lastModified).toISOString(),
    modifiedBy: null,
  };
  return (
    <ConfirmDialog
      title={t('update.title', { name: showText(file.name) })}
      confirm={t('update.confirm')}
      cancel={t('app.cancel')}
      danger={false}
      onConfirm={() => {
        onClose();
        confirm();
      }}
      onClose={onClose}
    >
      <ConflictSides
        transfer={{ kind: 'upload', carried: null, conflict: { local, existing, canReplace: true } }}
      />
      <div>{t('conflicts.meaning.upload.replace')}</div>
    </ConfirmDialog>
  );
}
