import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FolderAddRegular } from '@fluentui/react-icons/svg/folder-add';
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
import { useDebounced } from '../../ui/use-debounced.ts';
import { FolderTree, type ChosenFolder } from './folder-tree.tsx';
import { FoundFolders } from './found-folders.tsx';
import { NewFolderRow } from './new-folder-row.tsx';
import { SearchField } from '../../ui/search-field.tsx';

const useStyles = makeStyles({
  list: {
    height: '300px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingVerticalXS,
  },
  search: { maxWidth: 'none', width: '100%' },
  note: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  below: { display: 'flex', justifyContent: 'flex-start' },
});

export interface ChooseFolderDialogProps {
  dialog: Extract<OpenDialog, { name: 'chooseFolder' }>;
  onClose: () => void;
}

const searchAfterMs = 300;

export function ChooseFolderDialog({ dialog, onClose }: ChooseFolderDialogProps) {
  const styles = useStyles();
  const { verb, picked, from } = dialog;
  const { accountId, count, sharedCount } = picked;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ChosenFolder | null>(null);
  const [isNaming, setNaming] = useState(false);
  const query = useDebounced(text.trim(), searchAfterMs);
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
      <SearchField
        className={styles.search}
        placeholder={t('chooseFolder.search')}
        aria-label={t('chooseFolder.search')}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <div className={styles.list}>
        {query === '' ? (
          <FolderTree accountId={accountId} chosen={chosen} onChoose={setChosen} />
        ) : (
          <FoundFolders accountId={into} text={query} chosen={chosen} onChoose={setChosen} />
        )}
      </div>
      {isNaming && chosen !== null ? (
        <NewFolderRow accountId={into} parent={chosen} onMade={setChosen} onEnd={() => setNaming(false)} />
      ) : (
        <div className={styles.below}>
          <Button
            size="small"
            icon={<FolderAddRegular />}
            disabledFocusable={chosen === null}
            onClick={() => chosen !== null && setNaming(true)}
          >
            {t('chooseFolder.newFolder')}
          </Button>
        </div>
      )}
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
