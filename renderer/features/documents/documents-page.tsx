import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { BroomRegular } from '@fluentui/react-icons/svg/broom';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../../api/client.ts';
import { documentsQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { noteOpener } from '../../ui/focus-return.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { formatSize } from '../../words/format.ts';
import { DocumentFilter } from './document-filter.tsx';
import { DocumentGrid } from './document-grid.tsx';
import { DocumentMenu } from './document-menu.tsx';
import { filterDocuments, initialSort, sortDocuments } from './document-order.ts';
import { FreeSpaceDialog } from './free-space-dialog.tsx';
import { RemoveDocumentsDialog } from './remove-documents-dialog.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useDocumentSelection } from './use-document-selection.ts';

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

/** What was downloaded, where from, and whether it is still as it was, here and in OneDrive. */
export function DocumentsPage() {
  const [filter, setFilter] = useState('');
  const [isFreeing, setFreeing] = useState(false);
  // Copies are edited in other programs: look again whenever a person comes back here.
  const documents = useQuery({ ...documentsQuery, refetchOnMount: 'always', refetchOnWindowFocus: 'always' });
  // What it finds is told by documents.changed; without a network the copies are shown all the same.
  useEffect(() => void call('documents.check', {}).catch(() => undefined), []);
  const actions = (
    <>
      <DocumentFilter value={filter} onChange={setFilter} />
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
        documents.data !== undefined && <Documents all={documents.data} filter={filter} />
      )}
      {isFreeing && <FreeSpaceDialog onClose={() => setFreeing(false)} />}
    </PageFrame>
  );
}

interface Removing {
  files: readonly SavedFile[];
  giveBack: () => void;
}

const focusCurrentRow = () =>
  document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]')?.focus();

function Documents({ all, filter }: { all: readonly SavedFile[]; filter: string }) {
  const styles = useStyles();
  const [sort, setSort] = useState(initialSort);
  const [removing, setRemoving] = useState<Removing | null>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const wanted = useDeferredValue(filter);
  const files = useMemo(() => sortDocuments(filterDocuments(all, wanted), sort), [all, wanted, sort]);
  const selection = useDocumentSelection(files);
  const askToRemove = useCallback(
    (chosen: readonly SavedFile[]) => setRemoving({ files: chosen, giveBack: noteOpener(focusCurrentRow) }),
    [],
  );
  if (all.length === 0) return <Notice title={t('documents.empty.title')} text={t('documents.empty.text')} />;
  return (
    <div className={styles.root}>
      {selection.selected.length > 1 && <SelectionBar files={selection.selected} onRemove={askToRemove} />}
      <div className={styles.grid}>
        {files.length === 0 ? (
          <Notice title={t('documents.noMatch', { text: filter })} />
        ) : (
          <DocumentGrid
            files={files}
            sort={sort}
            selection={selection}
            onSort={setSort}
            onRemove={askToRemove}
            onMenu={setMenuAt}
          />
        )}
      </div>
      <Status files={all} />
      {menuAt !== null && (
        <DocumentMenu
          at={menuAt}
          files={selection.selected}
          onRemove={askToRemove}
          onClose={() => {
            setMenuAt(null);
            focusCurrentRow();
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
