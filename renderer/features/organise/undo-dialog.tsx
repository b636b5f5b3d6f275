import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export interface UndoDialogProps {
  dialog: Extract<OpenDialog, { name: 'undoBetween' }>;
  onClose: () => void;
}

export function UndoDialog({ dialog: { plan, confirm, giveUp }, onClose }: UndoDialogProps) {
  const { method, count } = plan;
  const name = showText(plan.name);
  const yes = () => {
    onClose();
    confirm();
  };
  const no = () => {
    onClose();
    giveUp();
  };
  return (
    <ConfirmDialog
      title={t(method === 'deleteCopy' ? 'undo.ask.copy' : 'undo.ask.back', { count, name })}
      confirm={t('app.undo')}
      cancel={t('app.cancel')}
      danger={false}
      onConfirm={yes}
      onClose={no}
    >
      <div>{t(`undo.means.${method}`)}</div>
    </ConfirmDialog>
  );
}
