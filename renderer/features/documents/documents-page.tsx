import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { documentsQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { noteOpener } from '../../ui/focus-return.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { formatSize } from '../../words/format.ts';
import { DocumentGrid } from './document-grid.tsx';
import { initialSort, sortDocuments } from './document-order.ts';
import { RemoveDocumentDialog } from './remove-document-dialog.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%' },
  grid: { flex: 1, minHeight: 0 },
  status: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalL,
    height: '28px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
});

/** What was downloaded, where from, and whether it is still as it was. */
export function DocumentsPage() {
  // Copies are edited in other programs: look again whenever a person comes back here.
  const documents = useQuery({ ...documentsQuery, refetchOnMount: 'always', refetchOnWindowFocus: 'always' });
  const openFolder = (
    <Button icon={<FolderOpenRegular />} onClick={() => void callOrToast('documents.showFolder', {})}>
      {t('documents.openFolder')}
    </Button>
  );
  return (
    <PageFrame title={t('documents.heading')} actions={openFolder}>
      {documents.isError ? (
        <FailureNotice failure={failureOf(documents.error)} onRetry={() => void documents.refetch()} />
      ) : (
        documents.data !== undefined && <Documents files={documents.data} />
      )}
    </PageFrame>
  );
}

interface Removing {
  file: SavedFile;
  giveBack: () => void;
}

const focusCurrentRow = () =>
  document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]')?.focus();

function Documents({ files }: { files: readonly SavedFile[] }) {
  const styles = useStyles();
  const [sort, setSort] = useState(initialSort);
  const [removing, setRemoving] = useState<Removing | null>(null);
  const askToRemove = useCallback(
    (file: SavedFile) => setRemoving({ file, giveBack: noteOpener(focusCurrentRow) }),
    [],
  );
  const sorted = useMemo(() => sortDocuments(files, sort), [files, sort]);
  if (files.length === 0)
    return <Notice title={t('documents.empty.title')} text={t('documents.empty.text')} />;
  return (
    <div className={styles.root}>
      <div className={styles.grid}>
        <DocumentGrid files={sorted} sort={sort} onSort={setSort} onRemove={askToRemove} />
      </div>
      <Status files={files} />
      {removing !== null && (
        <RemoveDocumentDialog
          file={removing.file}
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
