import { mergeClasses } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { memo } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatDate, formatFullDate, formatSize } from '../../words/format.ts';
import { documentRowId, type RowPlace } from './document-row.tsx';
import type { CopyFolder, CopyRow } from './document-rows.ts';
import { documentStates, toDocumentState, toPlaceName } from './document-state.ts';
import { useDocumentStyles } from './document-styles.ts';

interface FolderRowProps extends RowPlace {
  folder: CopyFolder;
  onOpen: (row: CopyRow) => void;
}

export const FolderRow = memo(function FolderRow(props: FolderRowProps) {
  const styles = useDocumentStyles();
  const { folder, ordinal, current, onOpen } = props;
  const { files } = folder;
  const name = toPlaceName(folder.name);
  const sizeBytes = files.reduce((sum, file) => sum + (file.state === 'missing' ? 0 : file.sizeBytes), 0);
  const latest = files.reduce((last, { downloadedAt }) => (downloadedAt > last ? downloadedAt : last), '');
  const tabIndex = current ? 0 : -1;
  return (
    <div
      role="row"
      id={documentRowId(ordinal)}
      aria-rowindex={ordinal + 2}
      aria-selected={props.selected}
      data-ordinal={ordinal}
      tabIndex={tabIndex}
      className={mergeClasses(styles.line, styles.row, props.selected && styles.selected)}
      style={{ height: props.heightPx, transform: `translateY(${props.topPx}px)` }}
      onFocus={() => props.onFocusRow(ordinal)}
    >
      <RowCheck isOn={props.selected} isShown={false} />
      <div role="gridcell" className={styles.nameCell}>
        <FileIcon name={folder.name} kind="folder" />
        <span className={styles.cut} title={showText(name)}>
          {showText(name)}
        </span>
      </div>
      <div role="gridcell" className={mergeClasses(styles.cell, styles.cut, styles.from)}>
        {t('transfers.files', { count: files.length })}
      </div>
      <div
        role="gridcell"
        className={mergeClasses(styles.cell, styles.downloadedAt)}
        title={formatFullDate(latest)}
      >
        {formatDate(latest)}
      </div>
      <div role="gridcell" className={mergeClasses(styles.cell, styles.number, styles.sizeBytes)}>
        {formatSize(sizeBytes)}
      </div>
      <FolderState files={files} />
      <div role="gridcell" className={styles.actions}>
        <span className={styles.quiet} data-quiet>
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
            onClick={() => props.onRemove(files)}
          />
        </span>
      </div>
    </div>
  );
});

const calm: readonly string[] = ['same', 'present'];

/** The most urgent state inside; empty if all is well. */
function FolderState({ files }: { files: readonly SavedFile[] }) {
  const styles = useDocumentStyles();
  const states = files.map(toDocumentState);
  const worst = documentStates.find((state) => states.includes(state)) ?? 'same';
  const count = states.filter((state) => state === worst).length;
  const text = calm.includes(worst)
    ? t(`documents.states.${states.includes('present') ? 'present' : 'same'}`)
    : t('documents.folderState', { state: t(`documents.states.${worst}`), count });
  return (
    <div role="gridcell" className={mergeClasses(styles.cell, styles.cut, styles.state)} title={text}>
      <span
        className={
          calm.includes(worst) ? undefined : worst === 'missing' ? styles.missingState : styles.changedState
        }
      >
        {text}
      </span>
    </div>
  );
}
