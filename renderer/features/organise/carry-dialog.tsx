import { useQuery } from '@tanstack/react-query';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatSize } from '../../words/format.ts';

export interface CarryDialogProps {
  dialog: Extract<OpenDialog, { name: 'carry' }>;
  onClose: () => void;
}

export function CarryDialog({ dialog: { verb, picked, plan, confirm }, onClose }: CarryDialogProps) {
  const to = useAccountName(plan.toAccountId);
  const from = useAccountName(plan.fromAccountId);
  const isPaused = useQuery(settingsQuery).data?.transfersHeld === true;
  const isOtherAccount = plan.fromAccountId !== plan.toAccountId;
  const { count, sizeBytes } = plan;
  const name = showText(picked.sampleNames[0] ?? '');
  const size = sizeBytes === null ? '' : formatSize(sizeBytes);
  const yes = () => {
    onClose();
    confirm();
  };
  return (
    <ConfirmDialog
      title={t(`carry.ask.${verb}`, { count, name, to: showText(to ?? ''), isOtherAccount })}
      confirm={t(`carry.go.${verb}`)}
      cancel={t('app.cancel')}
      danger={false}
      onConfirm={yes}
      onClose={onClose}
    >
      <div>{t('carry.through', { size, hasSize: sizeBytes !== null })}</div>
      <div>
        {verb === 'move'
          ? t('carry.moveMeans', { from: showText(from ?? ''), isOtherAccount })
          : t('carry.copyMeans')}
      </div>
      {plan.entersShared && <div>{t('carry.entersShared', { verb })}</div>}
      {isPaused && <div>{t('carry.paused')}</div>}
    </ConfirmDialog>
  );
}
