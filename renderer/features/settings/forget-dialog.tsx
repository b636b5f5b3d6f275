import { Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Forgotten } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { storageQuery } from '../../api/app-queries.ts';
import { documentsQuery } from '../../api/document-queries.ts';
import { transfersQuery } from '../../api/transfer-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatSize } from '../../words/format.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  heed: { color: tokens.colorStatusDangerForeground3 },
  box: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

export function ForgetDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const forget = useForget(onClose);
  const stored = useQuery(storageQuery).data?.documents;
  const changed = useQuery(documentsQuery).data?.filter(({ state }) => state === 'changed').length ?? 0;
  const summary = useQuery(transfersQuery).data?.summary;
  const running = summary === undefined ? 0 : summary.active + summary.waiting + summary.conflicts;
  return (
    <ConfirmDialog
      title={t('erase.title')}
      confirm={t('erase.forget')}
      cancel={t('app.cancel')}
      danger
      busy={forget.busy}
      onConfirm={() => void forget.run()}
      onClose={onClose}
    >
      <div className={styles.part}>
        <Text weight="semibold">{t('erase.removedTitle')}</Text>
        <ul className={styles.list}>
          <li>{t('erase.removed.accounts')}</li>
          <li>{t('erase.removed.index')}</li>
          <li>{t('erase.removed.transfers')}</li>
        </ul>
        {running > 0 && <div>{t('erase.running', { count: running })}</div>}
      </div>
      <div className={styles.part}>
        <Text weight="semibold">{t('erase.keptTitle')}</Text>
        <div>{t('erase.keptText')}</div>
        <div>{t(forget.copies ? 'erase.foreignStay' : 'erase.copiesStay')}</div>
      </div>
      {stored !== undefined && stored.count > 0 && (
        <div className={styles.part}>
          <Checkbox
            className={styles.box}
            label={t('erase.includeCopies', { count: stored.count, size: formatSize(stored.sizeBytes) })}
            checked={forget.copies}
            onChange={(_, { checked }) => forget.setCopies(checked === true)}
          />
          {forget.copies && changed > 0 && (
            <div role="alert" className={styles.heed}>
              {t('erase.changed', { count: changed })}
            </div>
          )}
        </div>
      )}
    </ConfirmDialog>
  );
}

/** Stays until closed, because the list that named these files is gone. */
function showKeptFiles({ keptFiles, trashedFiles, keptIn }: Forgotten): void {
  const { toast } = useApp.getState();
  if (trashedFiles > 0) toast({ text: t('erase.trashed', { count: trashedFiles }), lifeMs: null });
  if (keptIn !== null)
    toast({ text: t('erase.kept', { count: keptFiles, folder: showText(keptIn) }), lifeMs: null });
}

function useForget(onClose: () => void) {
  const client = useQueryClient();
  const leaveAccounts = useApp((state) => state.leaveAccounts);
  const [copies, setCopies] = useState(false);
  const [busy, setBusy] = useState(false);
  const forget = async () => {
    if (busy) return;
    setBusy(true);
    const done = await callOrToast('storage.forgetEverything', { includeDocuments: copies });
    setBusy(false);
    onClose();
    if (done === null) return;
    leaveAccounts();
    showKeptFiles(done);
    await client.invalidateQueries();
  };
  return { copies, setCopies, busy, run: forget };
}
