import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { StorageSummary } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { storageQuery } from '../../api/app-queries.ts';
import { useApp } from '../../state/store.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { formatSize } from '../../words/format.ts';
import { Section } from './section.tsx';
import { ThumbnailSpace } from './thumbnail-space.tsx';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  head: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  cell: {
    padding: `${tokens.spacingVerticalSNudge} 0`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  number: { textAlign: 'end', whiteSpace: 'nowrap', paddingInlineStart: tokens.spacingHorizontalL },
  total: { borderBottomStyle: 'none', fontWeight: tokens.fontWeightSemibold },
});

export function StorageSection() {
  const styles = useStyles();
  const { data: summary, error, refetch } = useQuery(storageQuery);
  const openDialog = useApp((state) => state.openDialog);
  return (
    <Section title={t('settings.storage.title')}>
      {error === null ? (
        <>
          <StorageTable summary={summary} />
          <ThumbnailSpace />
          <Text size={200} className={styles.quiet}>
            {summary === undefined ? '\u00a0' : t(`settings.storage.sealing.${summary.sealing}`)}
          </Text>
        </>
      ) : (
        <FailureAlert failure={failureOf(error)} onRetry={() => void refetch()} />
      )}
      <Button onClick={() => openDialog({ name: 'forgetEverything' })}>{t('settings.storage.forget')}</Button>
      <Text size={200} className={styles.quiet}>
        {t('settings.storage.forgetText')}
      </Text>
    </Section>
  );
}

interface StorageRow {
  what: string;
  count: string;
  sizeBytes: number | null;
}

function toRows(summary: StorageSummary | undefined): StorageRow[] {
  return [
    {
      what: t('settings.storage.rows.documents'),
      count: summary === undefined ? '' : t('app.files', { count: summary.documents.count }),
      sizeBytes: summary?.documents.sizeBytes ?? null,
    },
    {
      what: t('settings.storage.rows.index'),
      count: summary === undefined ? '' : t('app.items', { count: summary.index.count }),
      sizeBytes: summary?.index.sizeBytes ?? null,
    },
    { what: t('settings.storage.rows.pictures'), count: '', sizeBytes: summary?.pictures.sizeBytes ?? null },
    { what: t('settings.storage.rows.settings'), count: '', sizeBytes: summary?.settings.sizeBytes ?? null },
    { what: t('settings.storage.rows.log'), count: '', sizeBytes: summary?.log.sizeBytes ?? null },
  ];
}

const toSize = (sizeBytes: number | null): string => (sizeBytes === null ? '' : formatSize(sizeBytes));

function StorageTable({ summary }: { summary: StorageSummary | undefined }) {
  const styles = useStyles();
  const rows = toRows(summary);
  const total = summary === undefined ? null : rows.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
  const head = mergeClasses(styles.cell, styles.head);
  const number = mergeClasses(styles.cell, styles.number);
  return (
    <table className={styles.table} aria-label={t('settings.storage.table')}>
      <thead>
        <tr>
          <th className={head}>{t('settings.storage.columns.what')}</th>
          <th className={mergeClasses(head, styles.number)}>{t('settings.storage.columns.count')}</th>
          <th className={mergeClasses(head, styles.number)}>{t('settings.storage.columns.size')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ what, count, sizeBytes }) => (
          <tr key={what}>
            <th scope="row" className={styles.cell}>
              {what}
            </th>
            <td className={number}>{count}</td>
            <td className={number}>{toSize(sizeBytes)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row" className={mergeClasses(styles.cell, styles.total)}>
            {t('settings.storage.total')}
          </th>
          <td />
          <td className={mergeClasses(number, styles.total)}>{toSize(total)}</td>
        </tr>
      </tbody>
    </table>
  );
}
