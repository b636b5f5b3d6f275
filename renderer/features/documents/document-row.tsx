import { Button, mergeClasses } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { Pin16Regular } from '@fluentui/react-icons/svg/pin';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { memo } from 'react';
import type { Edit } from '../../../electron/contract/edits.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { useEdits } from '../../api/use-edits.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import { useApp } from '../../state/store.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatDate, formatFullDate, formatSize } from '../../words/format.ts';
import { canRenew, renew, saveAll } from './document-commands.ts';
import { toDocumentState, toStateMeaning, toStateText } from './document-state.ts';
import { useDocumentStyles } from './document-styles.ts';

export interface DocumentRowProps extends RowPlace {
  file: SavedFile;
}

export interface RowPlace {
  ordinal: number;
  topPx: number;
  heightPx: number;
  /** The row that Tab reaches; arrow keys continue from it. */
  current: boolean;
  onFocusRow: (ordinal: number) => void;
  selected: boolean;
  onRemove: (files: readonly SavedFile[]) => void;
}

export const documentRowId = (ordinal: number): string => `document-row-${ordinal}`;

/** A local copy. Enter opens it, Delete asks to remove it. */
export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps) {
  const styles = useDocumentStyles();
  const { file, ordinal, current } = props;
  const edit = useEdits().find(({ documentId }) => documentId === file.documentId);
  const account = useAccountName(file.accountId, file.accountName);
  const missing = file.state === 'missing';
  return (
    <div
      role="row"
      id={documentRowId(ordinal)}
      aria-rowindex={ordinal + 2}
      aria-selected={props.selected}
      data-ordinal={ordinal}
      tabIndex={current ? 0 : -1}
      className={mergeClasses(styles.line, styles.row, props.selected && styles.selected)}
      style={{ height: props.heightPx, transform: `translateY(${props.topPx}px)` }}
      onFocus={() => props.onFocusRow(ordinal)}
    >
      <RowCheck isOn={props.selected} isShown={false} />
      <div role="gridcell" className={styles.nameCell}>
        <FileIcon name={file.name} />
        <span className={mergeClasses(styles.cut, missing && styles.missing)} title={showText(file.name)}>
          {showText(file.name)}
        </span>
        <KeptMark file={file} />
      </div>
      <div
        role="gridcell"
        className={mergeClasses(styles.cell, styles.cut, styles.from)}
        title={`${showText(file.accountName)}: ${showText(file.from)}`}
      >
        {account !== null && `${showText(account)} · `}
        {showText(file.from)}
      </div>
      <div
        role="gridcell"
        className={mergeClasses(styles.cell, styles.downloadedAt)}
        title={formatFullDate(file.downloadedAt)}
      >
        {formatDate(file.downloadedAt)}
      </div>
      <div role="gridcell" className={mergeClasses(styles.cell, styles.number, styles.sizeBytes)}>
        {formatSize(file.sizeBytes)}
      </div>
      <StateCell file={file} edit={edit} />
      <div role="gridcell" className={styles.actions}>
        <Actions file={file} edit={edit} current={current} onRemove={props.onRemove} />
      </div>
    </div>
  );
});

function KeptMark({ file: { isKept, keptWith } }: { file: SavedFile }) {
  const styles = useDocumentStyles();
  if (!isKept && keptWith === null) return null;
  const text =
    isKept || keptWith === null ? t('documents.kept') : t('documents.keptWith', { folder: keptWith });
  return (
    <span role="img" aria-label={text} title={text} className={styles.mark}>
      <Pin16Regular />
    </span>
  );
}

/** States that need attention are shown in words, not just by color. */
function StateCell({ file, edit }: { file: SavedFile; edit: Edit | undefined }) {
  const styles = useDocumentStyles();
  const tone = edit?.state === 'saved' ? 'same' : toDocumentState(file);
  return (
    <div
      role="gridcell"
      className={mergeClasses(styles.cell, styles.cut, styles.state)}
      title={toStateMeaning(file, edit)}
    >
      <span
        className={
          tone === 'missing'
            ? styles.missingState
            : tone === 'same' || tone === 'present'
              ? undefined
              : styles.changedState
        }
      >
        {toStateText(file, edit)}
      </span>
    </div>
  );
}

/** Only the current row's buttons can be tabbed to, so Tab doesn't pass through every row. */
function Actions({
  file,
  edit,
  current,
  onRemove,
}: Pick<DocumentRowProps, 'file' | 'current' | 'onRemove'> & { edit: Edit | undefined }) {
  const styles = useDocumentStyles();
  const { documentId, name, state } = file;
  const tabIndex = current ? 0 : -1;
  return (
    <>
      {edit?.state === 'conflict' && (
        <Button
          size="small"
          appearance="primary"
          className={styles.action}
          tabIndex={tabIndex}
          aria-label={t('edits.decideLong', { name })}
          onClick={() => useApp.getState().openDialog({ name: 'editConflict', documentId })}
        >
          {t('edits.decide')}
        </Button>
      )}
      {canRenew(file) && (
        <Button
          size="small"
          className={styles.action}
          tabIndex={tabIndex}
          aria-label={t('documents.renewLong', { name })}
          onClick={() => void renew([file])}
        >
          {t('documents.menu.renew')}
        </Button>
      )}
      {state === 'changed' && maySave(edit) && (
        <Button
          size="small"
          appearance="primary"
          className={styles.action}
          tabIndex={tabIndex}
          aria-label={t('documents.saveBackLong', { name })}
          onClick={() => void saveAll([file])}
        >
          {t('documents.saveBack')}
        </Button>
      )}
      <span className={styles.quiet} data-quiet>
        {state !== 'missing' && (
          <>
            <IconButton
              label={t('documents.open', { name })}
              icon={<OpenRegular />}
              tabIndex={tabIndex}
              onClick={() => openDocument(file)}
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
      </span>
    </>
  );
}

/** Edits saved automatically or being saved need no button. */
const maySave = (edit: Edit | undefined): boolean =>
  edit === undefined || edit.state === 'asking' || edit.state === 'failed';

function openDocument({ documentId }: SavedFile): void {
  void openLocalCopy(documentId);
}
