import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ArchiveContents } from '../../../electron/contract/previews.ts';
import { joinSentences } from '../../../electron/contract/strings/join-texts.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { formatSize, joinFacts } from '../../words/format.ts';

const useStyles = makeStyles({
  root: {
    flex: '1 1 0',
    minHeight: '160px',
    overflowY: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    padding: tokens.spacingVerticalS,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: tokens.fontSizeBase200 },
  row: { display: 'flex', gap: tokens.spacingHorizontalM, padding: `2px ${tokens.spacingHorizontalXS}` },
  name: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  size: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  sum: { color: tokens.colorNeutralForeground3 },
});

export function ArchiveContent({ archive, name }: { archive: ArchiveContents; name: string }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.root} tabIndex={0} role="group" aria-label={t('preview.archiveOf', { name })}>
        <ul className={styles.list}>
          {archive.entries.map((entry, at) => (
            // Names may repeat in an archive.
            <li key={at} className={styles.row}>
              <span className={styles.name}>{showText(entry.name)}</span>
              {entry.sizeBytes !== null && <span className={styles.size}>{formatSize(entry.sizeBytes)}</span>}
            </li>
          ))}
        </ul>
      </div>
      <Text size={200} className={styles.sum}>
        {toSumText(archive)}
      </Text>
    </>
  );
}

function toSumText({ count, sizeBytes, isCut }: ArchiveContents): string {
  const cut = isCut ? [t('preview.truncated')] : [];
  // There were too many entries to add them up.
  if (sizeBytes === null) return joinFacts([t('app.items', { count }), ...cut]);
  return joinSentences([t('preview.archiveSum', { count, size: formatSize(sizeBytes) }), ...cut]);
}
