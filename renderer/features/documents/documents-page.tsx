import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { AppsListRegular } from '@fluentui/react-icons/svg/apps-list';
import { BroomRegular } from '@fluentui/react-icons/svg/broom';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../../api/client.ts';
import { documentsQuery } from '../../api/document-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { usePage } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { noteOpener } from '../../ui/focus-return.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { formatSize } from '../../words/format.ts';
import { CopyPath } from './copy-path.tsx';
import { DocumentFilter } from './document-filter.tsx';
import { DocumentGrid } from './document-grid.tsx';
import { DocumentMenu } from './document-menu.tsx';
import { filterDocuments, initialSort, sortDocuments } from './document-order.ts';
import { type CopyRow, isWithin, pathOf, toFileRows, toParent, toRows, toTop } from './document-rows.ts';
import { FreeSpaceDialog } from './free-space-dialog.tsx';
import { RemoveDocumentsDialog } from './remove-documents-dialog.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useCopySelection } from './use-copy-selection.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%' },
  grid: { flex: 1, minHeight: 0 },
  status: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalL,
    minHeight: '28px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
});

export function DocumentsPage() {
  const [filter, setFilter] = useState('');
  const page = usePage();
  const isFlat = page.name === 'documents' && page.all === true;
  const folder = page.name === 'documents' ? (page.folder ?? null) : null;
  const [isFreeing, setFreeing] = useState(false);
  // Other programs edit these files, so refetch when the person returns.
  const documents = useQuery({ ...documentsQuery, refetchOnMount: 'always', refetchOnWindowFocus: 'always' });
  // documents.changed reports the result; offline, the list is shown anyway.
  useEffect(() => void call('documents.check', {}).catch(() => undefined), []);
  const actions = (
    <>
      <DocumentFilter value={filter} onChange={setFilter} />
      <ToggleButton
        icon={<AppsListRegular />}
        checked={isFlat}
        onClick={() =>
          useApp.getState().go(isFlat ? { name: 'documents' } : { name: 'documents', all: true })
        }
      >
        {t('documents.allFiles')}
      </ToggleButton>
      <Button icon={<BroomRegular />} onClick={() => setFreeing(true)}>
        {t('documents.freeSpace.button')}
      </Button>
      <Button icon={<FolderOpenRegular />} onClick={() => void callOrToast('documents.showFolder', {})}>
        {t('documents.openFolder')}
      </Button>
    </>
  );
  return (
    <PageFrame title={t('documents.heading')} actions={actions}>
      {documents.isError ? (
        <FailureNotice failure={failureOf(documents.error)} onRetry={() => void documents.refetch()} />
      ) : (
        documents.data !== undefined && (
          <Documents all={documents.data} filter={filter} folder={folder} isFlat={isFlat} />
        )
      )}
      {isFreeing && <FreeSpaceDialog onClose={() => setFreeing(false)} />}
    </PageFrame>
  );
}

interface Removing {
  files: readonly SavedFile[];
  giveBack: () => void;
}

const focusGrid = () => document.querySelector<HTMLElement>('main [role="grid"]')?.focus();

interface DocumentsProps {
  all: readonly SavedFile[];
  filter: string;
  folder: string | null;
  isFlat: boolean;
}

function useCopyRows({ all, filter, folder: requested, isFlat }: DocumentsProps) {
  const [sort, setSort] = useState(initialSort);
  const deferredFilter = useDeferredValue(filter);
  const hasManyAccounts = new Set(all.map(({ accountId }) => accountId)).size > 1;
  const top = useMemo(() => toTop(all, hasManyAccounts), [all, hasManyAccounts]);
  const isThere =
    requested !== null &&
    isWithin(requested, top) &&
    all.some((file) => isWithin(pathOf(file, hasManyAccounts), requested));
  const folder = isThere ? requested : top;
  const rows = useMemo(() => {
    if (!isFlat && deferredFilter === '') return toRows(all, folder, sort, hasManyAccounts);
    const below = isFlat ? all : all.filter((file) => isWithin(pathOf(file, hasManyAccounts), folder));
    return toFileRows(sortDocuments(filterDocuments(below, deferredFilter), sort));
  }, [all, folder, hasManyAccounts, isFlat, sort, deferredFilter]);
  return { rows, folder, top, sort, setSort };
}

function Documents(props: DocumentsProps) {
  const { all, filter, isFlat } = props;
  const styles = useStyles();
  const { rows, folder, top, sort, setSort } = useCopyRows(props);
  const [removing, setRemoving] = useState<Removing | null>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const listId = isFlat ? '' : folder;
  const selection = useCopySelection(rows, listId);
  const askToRemove = useCallback(
    (chosen: readonly SavedFile[]) => setRemoving({ files: chosen, giveBack: noteOpener(focusGrid) }),
    [],
  );
  if (all.length === 0)
    return (
      <Notice
        title={t('documents.empty.title')}
        text={t('documents.empty.text')}
        actions={
          <Button appearance="primary" onClick={() => requestCommand('goMyFiles')}>
            {t('chooseDrives.viewFiles')}
          </Button>
        }
      />
    );
  return (
    <div className={styles.root}>
      {!isFlat && <CopyPath folder={folder} top={top} onGo={goTo} />}
      {selection.count > 1 && <SelectionBar files={selection.files} onRemove={askToRemove} />}
      <div className={styles.grid}>
        {rows.length === 0 ? (
          <Notice title={t('documents.noMatch', { text: filter })} />
        ) : (
          <DocumentGrid
            key={listId}
            rows={rows}
            listId={listId}
            sort={sort}
            selection={selection}
            onSort={setSort}
            onOpen={openRow}
            onUp={() => isFlat || folder === top || goUp(folder, top)}
            onRemove={askToRemove}
            onMenu={setMenuAt}
          />
        )}
      </div>
      <Status files={all} />
      {menuAt !== null && (
        <DocumentMenu
          at={menuAt}
          files={selection.files}
          onRemove={askToRemove}
          onClose={() => {
            setMenuAt(null);
            focusGrid();
          }}
        />
      )}
      {removing !== null && (
        <RemoveDocumentsDialog
          files={removing.files}
          onClose={() => {
            setRemoving(null);
            removing.giveBack();
          }}
        />
      )}
    </div>
  );
}

const goTo = (folder: string): void => useApp.getState().go({ name: 'documents', folder });

const goUp = (folder: string, top: string): void => goTo(toParent(folder, top));

function openRow(row: CopyRow): void {
  if (row.kind === 'folder') goTo(row.path);
  else if (row.file.state !== 'missing') void openLocalCopy(row.file.documentId);
}

function Status({ files }: { files: readonly SavedFile[] }) {
  const styles = useStyles();
  const count = (state: SavedFile['state']) => files.filter((file) => file.state === state).length;
  const sizeBytes = files.reduce((sum, file) => sum + (file.state === 'missing' ? 0 : file.sizeBytes), 0);
  return (
    <footer className={styles.status}>
      <span>{t('documents.total', { count: files.length, size: formatSize(sizeBytes) })}</span>
      {count('changed') > 0 && <span>{t('documents.changed', { count: count('changed') })}</span>}
      {count('missing') > 0 && <span>{t('documents.missing', { count: count('missing') })}</span>}
    </footer>
  );
}
