import { Field, makeStyles, Radio, RadioGroup, Switch, tokens, Select } from '@fluentui/react-components';
import type { Settings } from '../../../electron/contract/settings.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';
import { languageNames, languages } from '../../../electron/contract/strings/languages.ts';
import { returnToSettings } from '../../state/page-start.ts';

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark'];
const densities: readonly Settings['density'][] = ['compact', 'comfortable'];

const useStyles = makeStyles({
  flush: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

export function AppearanceSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  if (settings === undefined) return null;
  return (
    <Section title={t('settings.appearance.title')}>
      <LanguageField />
      <Field label={t('settings.appearance.theme')}>
        <RadioGroup
          className={styles.flush}
          layout="horizontal"
          value={settings.theme}
          onChange={(_, { value }) =>
            change({ theme: themes.find((each) => each === value) ?? settings.theme })
          }
        >
          {themes.map((theme) => (
            <Radio key={theme} value={theme} label={t(`settings.appearance.themes.${theme}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t('settings.appearance.density')}>
        <RadioGroup
          className={styles.flush}
          layout="horizontal"
          value={settings.density}
          onChange={(_, { value }) =>
            change({ density: densities.find((each) => each === value) ?? settings.density })
          }
        >
          {densities.map((density) => (
            <Radio key={density} value={density} label={t(`settings.appearance.densities.${density}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Switch
        className={styles.flush}
        label={t('settings.appearance.showPreview')}
        checked={settings.showPreview}
        onChange={(_, { checked }) => change({ showPreview: checked })}
      />
    </Section>
  );
}

/** Changing the language reloads the page and returns to Settings. */
function LanguageField() {
  const { settings, change } = useSettings();
  if (settings === undefined) return null;
  return (
    <Field label={t('settings.appearance.language')} hint={t('settings.appearance.languageHint')}>
      <Select
        value={settings.language}
        onChange={(_, { value }) => {
          returnToSettings();
          change({ language: languages.find((each) => each === value) ?? 'system' });
        }}
      >
        <option value="system">{t('settings.appearance.systemLanguage')}</option>
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
