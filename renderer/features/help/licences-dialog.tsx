import { Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Licence } from '../../../electron/contract/program.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { licencesQuery } from '../../api/app-queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
const useStyles = makeStyles({
  content: { overflow: 'hidden' },
  list: {
    height: 'min(440px, 50vh)',
    overflowY: 'auto',
    margin: 0,
    padding: tokens.spacingVerticalXXS,
    listStyleType: 'none',
  },
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  head: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalXS}`,
    cursor: 'pointer',
    listStylePosition: 'inside',
  },
  name: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  text: {
    margin: `0 0 ${tokens.spacingVerticalM}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

export function LicencesDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const licences = useQuery(licencesQuery).data;
  const query = filter.trim().toLowerCase();
  const shown = licences?.filter(({ name }) => name.toLowerCase().includes(query)) ?? [];
  return (
    <Dialog
      title={t('licenses.title')}
      width="wide"
      contentClassName={styles.content}
      actions={{ closeLabel: t('app.close') }}
      onClose={onClose}
    >
      {licences !== undefined && (
        <Text>
          {licences.length === 0 ? t('licenses.none') : t('licenses.text', { count: licences.length })}
        </Text>
      )}
      <Input
        aria-label={t('licenses.filter')}
        placeholder={t('licenses.filter')}
        value={filter}
        onChange={(_, { value }) => setFilter(value)}
      />
      <ul className={styles.list} aria-label={t('licenses.title')} tabIndex={0}>
        {shown.map((licence) => (
          <Package key={`${licence.name} ${licence.version}`} licence={licence} />
        ))}
        {shown.length === 0 && query !== '' && <li>{t('licenses.noMatch', { text: filter.trim() })}</li>}
      </ul>
    </Dialog>
  );
}

function Package({ licence }: { licence: Licence }) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      <details>
        <summary className={styles.head}>
          <Text className={styles.name}>{`${licence.name} ${licence.version}`}</Text>
          <Text className={styles.quiet}>{licence.licence}</Text>
        </summary>
        <div className={styles.text} data-selectable>
          {licence.text ?? t('licenses.noText')}
        </div>
      </details>
    </li>
  );
}
