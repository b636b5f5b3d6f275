import { Button, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { saveReport } from '../../state/save-report.ts';
import { useApp } from '../../state/store.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  flush: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export function AboutSection() {
  const styles = useStyles();
  const start = useQuery(startQuery).data;
  const openDialog = useApp((state) => state.openDialog);
  const { settings, change } = useSettings();
  return (
    <Section title={t('settings.about.title')}>
      {start !== undefined && (
        <dl className={styles.facts} data-selectable>
          <dt className={styles.term}>{t('settings.about.version')}</dt>
          <dd className={styles.value}>{start.version}</dd>
          <dt className={styles.term}>{t('settings.about.host')}</dt>
          <dd className={styles.value}>
            {t(`settings.about.hosts.${start.host}`, { version: start.hostVersion })}
          </dd>
          <dt className={styles.term}>{t('settings.about.system')}</dt>
          <dd className={styles.value}>{t(`settings.about.systems.${start.platform}`)}</dd>
        </dl>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => openDialog({ name: 'keys' })}>{t('settings.about.keys')}</Button>
        <Button onClick={() => openDialog({ name: 'licences' })}>{t('licenses.open')}</Button>
        <Button onClick={() => useApp.getState().go({ name: 'log' })}>{t('log.open')}</Button>
        <Button onClick={() => void saveReport()}>{t('settings.about.report')}</Button>
      </div>
      <Text size={200} className={styles.term}>
        {t('settings.about.reportText')}
      </Text>
      {settings !== undefined && (
        <Switch
          className={styles.flush}
          label={t('settings.about.problemsOnly')}
          checked={settings.logDetail === 'problems'}
          onChange={(_, { checked }) => change({ logDetail: checked ? 'problems' : 'everything' })}
        />
      )}
    </Section>
  );
}
