import type { Failure } from '../../../electron/contract/errors.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toFailureText } from '../../words/failures.ts';

interface NotOpenedDialogProps {
  failure: Failure;
  onShow: () => void;
  onClose: () => void;
}

/** In the folder the system's own warnings apply. */
export function NotOpenedDialog({ failure, onShow, onClose }: NotOpenedDialogProps) {
  const { title, text } = toFailureText(failure);
  const show = () => {
    onClose();
    onShow();
  };
  return (
    <ConfirmDialog
      title={title}
      confirm={t('documents.notOpened.show')}
      cancel={t('app.cancel')}
      danger={false}
      onConfirm={show}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  );
}
