import { mergeClasses } from '@fluentui/react-components';
import { Pin16Regular } from '@fluentui/react-icons/svg/pin';
import { memo, type ReactNode } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAccountName } from '../../api/use-account-name.ts';
import { useEdits } from '../../api/use-edits.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import type { RowState } from '../../ui/grid/row-grid.tsx';
import { formatDate, formatFullDate, formatSize } from '../../words/format.ts';
import { CopyButtons, FolderButtons } from './copy-buttons.tsx';
import type { DocumentColumn } from './document-order.ts';
import type { CopyFolder, CopyRow } from './document-rows.ts';
import {
  type DocumentState,
  documentStates,
  toDocumentState,
  toPlaceName,
  toCopyStateMeaning,
  toCopyStateText,
} from './document-state.ts';
import { useDocumentStyles } from './document-styles.ts';

interface CopyCellsProps extends RowState {
  file: SavedFile;
  onRemove: (files: readonly SavedFile[]) => void;
}

export const CopyCells = memo(function CopyCells(props: CopyCellsProps) {
  const { file } = props;
  const edit = useEdits().find(({ documentId }) => documentId === file.documentId);
  const account = useAccountName(file.accountId, file.accountName);
  const state = edit?.state === 'saved' ? 'same' : toDocumentState(file);
  const { nameThere } = file;
  // The name comes first: a narrow column cuts the rest off.
  const from =
    nameThere === null
      ? showText(file.from)
      : t('documents.nameThere', { name: showText(nameThere), from: showText(file.from) });
  return (
    <Cells
      {...props}
      name={file.name}
      icon={<FileIcon name={file.name} />}
      isMissing={file.state === 'missing'}
      mark={<KeptMark file={file} />}
      from={
        account === null
          ? from
          : nameThere === null
            ? `${showText(account)} · ${from}`
            : `${from} · ${showText(account)}`
      }
      fromTitle={`${showText(file.accountName)}: ${from}`}
      downloadedAt={file.downloadedAt}
      sizeBytes={file.sizeBytes}
      state={state}
      stateText={toCopyStateText(file, edit)}
      stateTitle={toCopyStateMeaning(file, edit)}
    >
      <CopyButtons {...props} edit={edit} />
    </Cells>
  );
});

interface FolderCellsProps extends RowState {
  folder: CopyFolder;
  onOpen: (row: CopyRow) => void;
  onRemove: (files: readonly SavedFile[]) => void;
}

export const FolderCells = memo(function FolderCells(props: FolderCellsProps) {
  const { folder } = props;
  const { files } = folder;
  const name = toPlaceName(folder.name);
  const { state, text } = toFolderState(files);
  return (
    <Cells
      {...props}
      name={name}
      icon={<FileIcon name={folder.name} kind="folder" />}
      from={t('transfers.files', { count: files.length })}
      downloadedAt={files.reduce((last, { downloadedAt }) => (downloadedAt > last ? downloadedAt : last), '')}
      sizeBytes={files.reduce((sum, file) => sum + (file.state === 'missing' ? 0 : file.sizeBytes), 0)}
      state={state}
      stateText={text}
      stateTitle={text}
    >
      <FolderButtons {...props} name={name} />
    </Cells>
  );
});

function toFolderState(files: readonly SavedFile[]): { state: DocumentState; text: string } {
  const states = files.map(toDocumentState);
  const state = documentStates.find((each) => states.includes(each)) ?? 'same';
  const text = t(`documents.states.${state}`);
  if (isCalm(state)) return { state, text };
  const count = states.filter((each) => each === state).length;
  return { state, text: t('documents.folderState', { state: text, count }) };
}

const isCalm = (state: DocumentState): boolean => state === 'same' || state === 'present';

interface CellsProps extends RowState {
  name: string;
  icon: ReactNode;
  isMissing?: boolean;
  mark?: ReactNode;
  from: string;
  fromTitle?: string;
  downloadedAt: string;
  sizeBytes: number;
  state: DocumentState;
  stateText: string;
  stateTitle: string;
  children: ReactNode;
}

function Cells(props: CellsProps) {
  const grid = useGridStyles();
  const styles = useDocumentStyles();
  const { columns, stateText } = props;
  const hasState = columns.some(({ name }) => name === 'state');
  const textOf = (column: DocumentColumn): { text: string; title?: string | undefined } => {
    switch (column) {
      case 'from':
        return { text: props.from, title: props.fromTitle };
      case 'downloaded':
        return { text: formatDate(props.downloadedAt), title: formatFullDate(props.downloadedAt) };
      case 'size':
        return { text: formatSize(props.sizeBytes) };
      default:
        return { text: '' };
    }
  };
  return (
    <>
      {columns.map(({ name }) => {
        if (name === 'name') return <NameCell key={name} {...props} />;
        if (name === 'state') return <StateCell key={name} {...props} />;
        const { text, title } = textOf(name as DocumentColumn);
        return (
          <div
            key={name}
            role="gridcell"
            data-cell={name}
            className={mergeClasses(grid.cell, name === 'size' && grid.number)}
            title={title}
          >
            {text}
          </div>
        );
      })}
      <div role="gridcell" className={styles.actions}>
        {/* Without room for it, the buttons and a struck-through name show the state. */}
        {!hasState && <span className={styles.visuallyHidden}>{stateText}</span>}
        {props.children}
      </div>
    </>
  );
}

function NameCell({ name, icon, isMissing, mark }: CellsProps) {
  const grid = useGridStyles();
  const styles = useDocumentStyles();
  return (
    <div role="gridcell" className={grid.nameCell}>
      <span className={grid.picture}>{icon}</span>
      <span className={mergeClasses(grid.name, isMissing === true && styles.missing)} title={showText(name)}>
        {showText(name)}
      </span>
      {mark}
    </div>
  );
}

/** States that need attention are shown in words, not just by color. */
function StateCell({ state, stateText, stateTitle }: CellsProps) {
  const grid = useGridStyles();
  const styles = useDocumentStyles();
  const tone = state === 'missing' ? styles.missingState : isCalm(state) ? undefined : styles.changedState;
  return (
    <div role="gridcell" data-cell="state" className={grid.cell} title={stateTitle}>
      <span className={tone}>{stateText}</span>
    </div>
  );
}

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
