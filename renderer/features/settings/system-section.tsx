import { Field, makeStyles, Radio, RadioGroup, Switch, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  flush: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** "ask" until the person chooses when first closing the window. */
const choices = ['ask', 'stay', 'quit'] as const;

export function SystemSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  const platform = useQuery(startQuery).data?.platform;
  if (settings === undefined) return null;
  return (
    <Section title={t('settings.system.title')}>
      {platform !== 'darwin' && (
        <Field label={t('settings.system.whenClosed')}>
          <RadioGroup
            className={styles.flush}
            value={settings.whenClosed}
            onChange={(_, { value }) =>
              change({ whenClosed: choices.find((each) => each === value) ?? settings.whenClosed })
            }
          >
            {choices.map((choice) => (
              <Radio key={choice} value={choice} label={t(`settings.system.closing.${choice}`)} />
            ))}
          </RadioGroup>
        </Field>
      )}
      <Switch
        className={styles.flush}
        label={t('settings.system.showNotices')}
        checked={settings.showNotices}
        onChange={(_, { checked }) => change({ showNotices: checked })}
      />
      <Switch
        className={styles.flush}
        label={t('settings.system.startAtSignIn')}
        checked={settings.startAtSignIn}
        onChange={(_, { checked }) => change({ startAtSignIn: checked })}
      />
    </Section>
  );
}
