import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import type { StorageSummary } from '../../../electron/contract/records.ts';
import { storageQuery } from '../../api/queries.ts';
import { run } from '../../state/run.ts';
import { useApp } from '../../state/store.ts';
import { formatSize } from '../../words/format.ts';
import { settingsWords } from '../../words/settings.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  path: {
    boxSizing: 'border-box',
    maxWidth: '100%',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  head: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  cell: {
    padding: `${tokens.spacingVerticalSNudge} 0`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  number: { textAlign: 'end', whiteSpace: 'nowrap', paddingInlineStart: tokens.spacingHorizontalL },
  total: { borderBottomStyle: 'none', fontWeight: tokens.fontWeightSemibold },
});

export function DocumentsSection() {
  const styles = useStyles();
  const words = settingsWords.documents;
  const folder = useQuery(storageQuery).data?.documentsFolder;
  return (
    <Section title={words.title}>
      <Text>{words.text}</Text>
      {folder !== undefined && (
        <code className={styles.path} data-selectable>
          {folder}
        </code>
      )}
      <Button icon={<FolderOpenRegular />} onClick={() => void run('documents.showFolder', {})}>
        {words.open}
      </Button>
      <Text size={200} className={styles.quiet}>
        {words.later}
      </Text>
    </Section>
  );
}

export function StorageSection() {
  const styles = useStyles();
  const words = settingsWords.storage;
  const summary = useQuery(storageQuery).data;
  const openDialog = useApp((state) => state.openDialog);
  return (
    <Section title={words.title}>
      {summary !== undefined && (
        <>
          <StorageTable summary={summary} />
          <Text size={200} className={styles.quiet}>
            {words.sealing[summary.sealing]}
          </Text>
        </>
      )}
      <Button onClick={() => openDialog({ name: 'forgetEverything' })}>{words.forget}</Button>
      <Text size={200} className={styles.quiet}>
        {words.forgetText}
      </Text>
    </Section>
  );
}

function StorageTable({ summary }: { summary: StorageSummary }) {
  const styles = useStyles();
  const words = settingsWords.storage;
  const { documents, index, settings, log } = summary;
  const rows = [
    { what: words.rows.documents, count: words.files(documents.count), sizeBytes: documents.sizeBytes },
    { what: words.rows.index, count: words.items(index.count), sizeBytes: index.sizeBytes },
    { what: words.rows.settings, count: '', sizeBytes: settings.sizeBytes },
    { what: words.rows.log, count: '', sizeBytes: log.sizeBytes },
  ];
  const total = rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const head = mergeClasses(styles.cell, styles.head);
  const number = mergeClasses(styles.cell, styles.number);
  return (
    <table className={styles.table} aria-label={words.table}>
      <thead>
        <tr>
          <th className={head}>{words.columns.what}</th>
          <th className={mergeClasses(head, styles.number)}>{words.columns.count}</th>
          <th className={mergeClasses(head, styles.number)}>{words.columns.size}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ what, count, sizeBytes }) => (
          <tr key={what}>
            <th scope="row" className={styles.cell}>
              {what}
            </th>
            <td className={number}>{count}</td>
            <td className={number}>{formatSize(sizeBytes)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row" className={mergeClasses(styles.cell, styles.total)}>
            {words.total}
          </th>
          <td />
          <td className={mergeClasses(number, styles.total)}>{formatSize(total)}</td>
        </tr>
      </tbody>
    </table>
  );
}
