import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../../api/client.ts';
import { findParent } from '../../state/carry.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { FolderChooser } from './folder-chooser.tsx';
import type { ChosenFolder } from './folder-tree.tsx';

const useStyles = makeStyles({
  note: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

export interface RedirectDialogProps {
  dialog: Extract<OpenDialog, { name: 'redirect' }>;
  onClose: () => void;
}

/** A folder that is refused leaves the dialog open, to choose another one. */
export function RedirectDialog({ dialog, onClose }: RedirectDialogProps) {
  const styles = useStyles();
  const { of, accountId, itemName, count, kind, isOneAccount } = dialog;
  const [chosen, setChosen] = useState<ChosenFolder | null>(null);
  const [isNaming, setNaming] = useState(false);
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);
  const choose = (folder: ChosenFolder) => {
    setChosen(folder);
    setRefused(null);
  };
  const go = async () => {
    if (chosen === null || isNaming || isSending) return;
    setSending(true);
    try {
      const into = chosen.accountId;
      const parent = await findParent({ accountId: into, parent: chosen.ref ?? 'myfiles' });
      await call('transfers.redirect', { of, accountId: into, parent });
      onClose();
    } catch (thrown) {
      setRefused(failureOf(thrown));
      setSending(false);
    }
  };
  const actions = (
    <>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button type="submit" appearance="primary" disabledFocusable={chosen === null || isSending}>
        {kind === 'upload' ? t('redirect.goUpload') : t(`chooseFolder.go.${kind}`)}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('redirect.title', { count, name: showText(itemName) })}
      width="medium"
      actions={actions}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      <div>
        {'transferId' in of && `${t('redirect.others')} `}
        {t('redirect.asks')}
      </div>
      <FolderChooser
        {...{ accountId, isOneAccount, chosen, isNaming }}
        onChoose={choose}
        onNaming={setNaming}
      />
      <div className={styles.note} role="status">
        {chosen === null
          ? t('chooseFolder.nothingChosen')
          : t('chooseFolder.chosen', { name: showText(chosen.name) })}
      </div>
      {refused !== null && <FailureAlert failure={refused} className={styles.note} />}
    </Dialog>
  );
}
