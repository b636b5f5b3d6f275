import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessChange } from '../../../electron/contract/changes.ts';
import type { Picked } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toRef } from '../../api/client.ts';
import { accessChangeQuery } from '../../api/item-queries.ts';
import { carry } from '../../state/carry.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FolderChooser } from './folder-chooser.tsx';
import type { ChosenFolder } from './folder-tree.tsx';

const useStyles = makeStyles({
  note: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

export interface ChooseFolderDialogProps {
  dialog: Extract<OpenDialog, { name: 'chooseFolder' }>;
  onClose: () => void;
}

export function ChooseFolderDialog({ dialog, onClose }: ChooseFolderDialogProps) {
  const styles = useStyles();
  const { verb, picked, from } = dialog;
  const { accountId, count, sharedCount } = picked;
  const [chosen, setChosen] = useState<ChosenFolder | null>(null);
  const [isNaming, setNaming] = useState(false);
  const into = chosen?.accountId ?? accountId;
  const isThere = verb === 'move' && chosen !== null && into === accountId && chosen.itemId === from?.itemId;
  const access = useAccessChange(picked, chosen);
  const go = () => {
    if (chosen === null || isThere || isNaming) return;
    onClose();
    const parent = chosen.ref === null ? 'myfiles' : toRef(chosen.ref);
    // The dialog has said it.
    void carry(verb, picked, { accountId: into, parent }, { saysAccess: false });
  };
  const actions = (
    <>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button type="submit" appearance="primary" disabledFocusable={chosen === null || isThere}>
        {t(`chooseFolder.go.${verb}`)}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t(`chooseFolder.title.${verb}`, { count, name: picked.sampleNames[0] ?? '' })}
      width="medium"
      actions={actions}
      onSubmit={go}
      onClose={onClose}
    >
      <FolderChooser {...{ accountId, chosen, isNaming }} onChoose={setChosen} onNaming={setNaming} />
      <div className={styles.note} role="status">
        {chosen === null
          ? t('chooseFolder.nothingChosen')
          : isThere
            ? t('chooseFolder.isThere', { count, name: showText(chosen.name) })
            : t('chooseFolder.chosen', { name: showText(chosen.name) })}
      </div>
      {verb === 'move' && sharedCount > 0 && (
        <div className={styles.note}>{t('chooseFolder.shared', { count: sharedCount })}</div>
      )}
      {verb === 'move' && access.leavesShared && (
        <div className={styles.note}>{t('chooseFolder.leavesShared', { count })}</div>
      )}
      {access.entersShared && (verb === 'copy' || sharedCount < count) && (
        <div className={styles.note} role="status">
          {t('carry.entersShared', { verb })}
        </div>
      )}
    </Dialog>
  );
}

function useAccessChange(
  { pickId, accountId, isInShared }: Picked,
  chosen: ChosenFolder | null,
): AccessChange {
  const to = chosen?.accountId === accountId ? chosen.ref : null;
  const { data } = useQuery(accessChangeQuery(accountId, pickId, to));
  return data ?? { leavesShared: isInShared, entersShared: false };
}
