import { Button, mergeClasses } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { type KeyboardEvent, memo } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import { useApp } from '../../state/store.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatDate, formatFullDate, formatSize } from '../../words/format.ts';
import { useDocumentStyles } from './document-styles.ts';

export interface DocumentRowProps {
  file: SavedFile;
  ordinal: number;
  topPx: number;
  heightPx: number;
  /** The one row that Tab reaches; the arrows move on from it. */
  current: boolean;
  onFocusRow: (ordinal: number) => void;
  onRemove: (file: SavedFile) => void;
}

export const documentRowId = (ordinal: number): string => `document-row-${ordinal}`;

/** One local copy. Enter opens it, Delete asks to remove it. */
export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps) {
  const styles = useDocumentStyles();
  const { file, ordinal, current } = props;
  const missing = file.state === 'missing';
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys on a button in the row are the button's.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && !missing) openDocument(file);
    else if (event.key === 'Delete') props.onRemove(file);
  };
  return (
    <div
      role="row"
      id={documentRowId(ordinal)}
      aria-rowindex={ordinal + 2}
      tabIndex={current ? 0 : -1}
      className={mergeClasses(styles.line, styles.row)}
      style={{ height: props.heightPx, transform: `translateY(${props.topPx}px)` }}
      onFocus={() => props.onFocusRow(ordinal)}
      onDoubleClick={() => !missing && openDocument(file)}
      onKeyDown={onKeyDown}
    >
      <div role="gridcell" className={styles.name}>
        <FileIcon name={file.name} />
        <span className={mergeClasses(styles.cut, missing && styles.missing)} title={showText(file.name)}>
          {showText(file.name)}
        </span>
      </div>
      <div
        role="gridcell"
        className={mergeClasses(styles.cell, styles.cut)}
        title={`${showText(file.accountName)}: ${showText(file.from)}`}
      >
        {showText(file.from)}
      </div>
      <div role="gridcell" className={styles.cell} title={formatFullDate(file.downloadedAt)}>
        {formatDate(file.downloadedAt)}
      </div>
      <div role="gridcell" className={mergeClasses(styles.cell, styles.number)}>
        {formatSize(file.sizeBytes)}
      </div>
      <div
        role="gridcell"
        className={mergeClasses(styles.cell, styles.cut)}
        title={t(`documents.meanings.${file.state}`)}
      >
        <span
          className={
            { present: undefined, changed: styles.changedState, missing: styles.missingState }[file.state]
          }
        >
          {t(`documents.states.${file.state}`)}
        </span>
      </div>
      <div role="gridcell" className={styles.actions}>
        <Actions file={file} current={current} onRemove={props.onRemove} />
      </div>
    </div>
  );
});

/** Only the current row's buttons are on Tab's way: else it would lead through all rows in sight. */
function Actions({ file, current, onRemove }: Pick<DocumentRowProps, 'file' | 'current' | 'onRemove'>) {
  const styles = useDocumentStyles();
  const { documentId, name, state } = file;
  const tabIndex = current ? 0 : -1;
  return (
    <>
      {state === 'changed' && (
        <Button
          size="small"
          appearance="primary"
          tabIndex={tabIndex}
          aria-label={t('documents.saveBackLong', { name })}
          onClick={() => void saveBack(file)}
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
          onClick={() => onRemove(file)}
        />
      </span>
    </>
  );
}

function openDocument({ documentId }: SavedFile): void {
  void openLocalCopy(documentId);
}

async function saveBack({ documentId, name }: SavedFile): Promise<void> {
  const started = await callOrToast('documents.saveBack', { documentId });
  if (started !== null) useApp.getState().toast({ text: t('documents.savingBack', { name }) });
}
