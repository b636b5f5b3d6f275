import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ActivityLine } from '../../../electron/contract/activity.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { listen } from '../../api/client.ts';
import { accountsQuery, binQuery, keys } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { formatMoment } from '../../words/format.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  about: {
    maxWidth: '80ch',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    color: tokens.colorNeutralForeground2,
  },
  list: { flex: 1, minHeight: 0, overflowY: 'auto', padding: `0 ${tokens.spacingHorizontalM}` },
  more: { padding: tokens.spacingVerticalM, display: 'flex', justifyContent: 'center' },
  table: { minWidth: '480px' },
  when: { width: '160px' },
  act: { width: '112px' },
  cell: {
    overflowWrap: 'anywhere',
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const step = 200;

/** What was deleted from here, with a way back where OneDrive has one, and the way to all the rest. */
export function BinPage() {
  const accountId = useApp((state) => state.accountId);
  return accountId === null ? null : <BinOf key={accountId} accountId={accountId} />;
}

function BinOf({ accountId }: { accountId: string }) {
  const styles = useStyles();
  const client = useQueryClient();
  const [shown, setShown] = useState(step);
  const { data } = useQuery(binQuery(accountId, shown));
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  useEffect(
    () => listen('changes.ended', () => void client.invalidateQueries({ queryKey: keys.activity })),
    [client],
  );
  const onWeb = (
    <Button onClick={() => void callOrToast('bin.openOnWeb', { accountId })}>{t('bin.openOnWeb')}</Button>
  );
  const canRestore = account?.canUndoDelete === true;
  return (
    <PageFrame title={t('bin.heading')} actions={onWeb}>
      <div className={styles.root}>
        <div className={styles.about}>{t('bin.about', { canRestore })}</div>
        {data?.count === 0 && <Notice title={t('bin.none')} text={t('bin.noneText')} />}
        {data !== undefined && data.count > 0 && (
          <div className={styles.list}>
            <BinTable lines={data.lines} canRestore={canRestore} />
            {data.count > data.lines.length && (
              <div className={styles.more}>
                <Button onClick={() => setShown(shown + step)}>
                  {t('activity.more', { count: data.count - data.lines.length })}
                </Button>
              </div>
            )}
          </div>
        )}
      </div>
    </PageFrame>
  );
}

function BinTable({ lines, canRestore }: { lines: readonly ActivityLine[]; canRestore: boolean }) {
  const styles = useStyles();
  return (
    <Table size="small" aria-label={t('bin.heading')} className={styles.table}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell>{t('bin.name')}</TableHeaderCell>
          <TableHeaderCell>{t('bin.from')}</TableHeaderCell>
          <TableHeaderCell className={styles.when}>{t('bin.when')}</TableHeaderCell>
          {canRestore && <TableHeaderCell className={styles.act}>{t('bin.restore')}</TableHeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.entryId}>
            <TableCell className={styles.cell}>{showText(line.name)}</TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.quiet)}>{showText(line.path)}</TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.quiet)}>{formatMoment(line.at)}</TableCell>
            {canRestore && <TableCell>{line.canUndo && <RestoreButton line={line} />}</TableCell>}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RestoreButton({ line: { batchId, entryId, name } }: { line: ActivityLine }) {
  return (
    <Button
      size="small"
      aria-label={t('bin.restoreOne', { name })}
      onClick={() => void callOrToast('changes.undo', { batchId, entryIds: [entryId] })}
    >
      {t('bin.restore')}
    </Button>
  );
}
