import { Button, mergeClasses } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { ReactNode } from 'react';
import type { Edit } from '../../../electron/contract/edits.ts';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { runEditAction } from '../../state/edit-actions.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import type { RowState } from '../../ui/grid/row-grid.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { toEditActions } from '../../words/edit-actions.ts';
import { canRenew, renew, saveAll } from './document-commands.ts';
import type { CopyFolder, CopyRow } from './document-rows.ts';
import { useDocumentStyles } from './document-styles.ts';

interface CopyButtonsProps extends RowState {
  file: SavedFile;
  edit: Edit | undefined;
  onRemove: (files: readonly SavedFile[]) => void;
}

/** Tab doesn't pass through every row. */
export function CopyButtons({ file, edit, onRemove, ...row }: CopyButtonsProps) {
  const styles = useDocumentStyles();
  const { documentId, name, state } = file;
  const tabIndex = row.isCurrent ? 0 : -1;
  const [toDo] = edit === undefined ? [] : toEditActions(edit);
  const action = { size: 'small', className: styles.action, tabIndex } as const;
  return (
    <>
      {edit !== undefined && toDo !== undefined && (
        <Button
          {...action}
          appearance="primary"
          aria-label={t(`edits.${toDo}Long`, { name })}
          title={t(`edits.${toDo}`)}
          onClick={() => runEditAction(toDo, edit)}
        >
          <span className={styles.actionText}>
            {t(toDo === 'saveElsewhere' ? 'edits.saveElsewhereShort' : `edits.${toDo}`)}
          </span>
        </Button>
      )}
      {canRenew(file) && (
        <Button
          {...action}
          aria-label={t('documents.renewLong', { name })}
          onClick={() => void renew([file])}
        >
          {t('documents.menu.renew')}
        </Button>
      )}
      {state === 'changed' && edit === undefined && (
        <Button
          {...action}
          appearance="primary"
          aria-label={t('documents.saveBackLong', { name })}
          onClick={() => void saveAll([file])}
        >
          {t('documents.saveBack')}
        </Button>
      )}
      <Icons {...row}>
        {state !== 'missing' && (
          <>
            <IconButton
              label={t('documents.open', { name })}
              icon={<OpenRegular />}
              tabIndex={tabIndex}
              onClick={() => void openLocalCopy(documentId)}
            />
            <IconButton
              label={t('documents.show', { name })}
              icon={<FolderRegular />}
              tabIndex={tabIndex}
              onClick={() => void callOrToast('documents.show', { documentId })}
            />
          </>
        )}
        <IconButton
          label={t('documents.remove', { name })}
          icon={<DeleteRegular />}
          tabIndex={tabIndex}
          onClick={() => onRemove([file])}
        />
      </Icons>
    </>
  );
}

interface FolderButtonsProps extends RowState {
  folder: CopyFolder;
  name: string;
  onOpen: (row: CopyRow) => void;
  onRemove: (files: readonly SavedFile[]) => void;
}

export function FolderButtons({ folder, name, onOpen, onRemove, ...row }: FolderButtonsProps) {
  const tabIndex = row.isCurrent ? 0 : -1;
  return (
    <Icons {...row}>
      <IconButton
        label={t('documents.open', { name })}
        icon={<OpenRegular />}
        tabIndex={tabIndex}
        onClick={() => onOpen(folder)}
      />
      <IconButton
        label={t('documents.removeFolder', { name })}
        icon={<DeleteRegular />}
        tabIndex={tabIndex}
        onClick={() => onRemove(folder.files)}
      />
    </Icons>
  );
}

function Icons({ isCurrent, isHovered, children }: Omit<RowState, 'columns'> & { children: ReactNode }) {
  const styles = useDocumentStyles();
  return (
    <span className={mergeClasses(styles.icons, (isCurrent || isHovered) && styles.iconsShown)}>
      {children}
    </span>
  );
}
