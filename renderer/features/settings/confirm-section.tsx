import { makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  flush: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function ConfirmSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  if (settings === undefined) return null;
  return (
    <Section title={t('settings.confirm.title')}>
      <div>
        <Switch
          className={styles.flush}
          label={t('settings.confirm.deletes')}
          checked={settings.confirmDeletes}
          onChange={(_, { checked }) => change({ confirmDeletes: checked })}
        />
        <Text as="p" size={200} block className={styles.quiet}>
          {t('settings.confirm.deletesHint')}
        </Text>
      </div>
    </Section>
  );
}
