import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { freeSpaceQuery } from '../../api/document-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatSize } from '../../words/format.ts';

export function FreeSpaceDialog({ onClose }: { onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const plan = useQuery(freeSpaceQuery).data;
  const free = async () => {
    if (busy || plan === undefined || plan.count === 0) return;
    setBusy(true);
    const freed = await callOrToast('documents.freeSpace', {});
    onClose();
    if (freed === null) return;
    const values = { count: freed.count, size: formatSize(freed.sizeBytes) };
    useApp.getState().toast({ tone: 'success', text: t('documents.freeSpace.done', values) });
  };
  return (
    <ConfirmDialog
      title={t('documents.freeSpace.title')}
      confirm={t('documents.freeSpace.confirm')}
      cancel={t('app.cancel')}
      danger={false}
      busy={busy || plan === undefined || plan.count === 0}
      onConfirm={() => void free()}
      onClose={onClose}
    >
      <div aria-live="polite">
        {plan === undefined
          ? t('documents.freeSpace.looking')
          : t('documents.freeSpace.plan', { count: plan.count, size: formatSize(plan.sizeBytes) })}
      </div>
      <div>{t('documents.freeSpace.stays')}</div>
    </ConfirmDialog>
  );
}
