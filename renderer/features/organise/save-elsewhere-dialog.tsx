import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import { tryOrToast } from '../../state/call-or-toast.ts';
import { findParent } from '../../state/carry.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FolderChooser } from './folder-chooser.tsx';
import type { ChosenFolder } from './folder-tree.tsx';

const useStyles = makeStyles({
  note: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

export interface SaveElsewhereDialogProps {
  dialog: Extract<OpenDialog, { name: 'saveElsewhere' }>;
  onClose: () => void;
}

/** The copy belongs to its account, so only folders of this account are shown. */
export function SaveElsewhereDialog({ dialog, onClose }: SaveElsewhereDialogProps) {
  const styles = useStyles();
  const { documentId, accountId, fileName } = dialog;
  const [chosen, setChosen] = useState<ChosenFolder | null>(null);
  const [isNaming, setNaming] = useState(false);
  const go = () => {
    if (chosen === null || isNaming) return;
    onClose();
    void tryOrToast({ attempt: `save elsewhere ${documentId}`, accountId }, async () => {
      const parent = await findParent({ accountId, parent: chosen.ref ?? 'myfiles' });
      await call('documents.saveTo', { documentId, parent });
    });
  };
  const actions = (
    <>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button type="submit" appearance="primary" disabledFocusable={chosen === null}>
        {t('saveElsewhere.go')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('saveElsewhere.title', { name: fileName })}
      width="medium"
      actions={actions}
      onSubmit={go}
      onClose={onClose}
    >
      <div>{t('saveElsewhere.text')}</div>
      <FolderChooser
        {...{ accountId, chosen, isNaming }}
        isOneAccount
        onChoose={setChosen}
        onNaming={setNaming}
      />
      <div className={styles.note} role="status">
        {chosen === null
          ? t('chooseFolder.nothingChosen')
          : t('chooseFolder.chosen', { name: showText(chosen.name) })}
      </div>
    </Dialog>
  );
}
