import { Field, Select } from '@fluentui/react-components';
import { languageNames, languages } from '../../../electron/contract/strings/languages.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { returnToSettings } from '../../state/page-start.ts';
import { useSettings } from './use-settings.ts';

/** Changing the language reloads the page and returns to Settings. */
export function LanguageField() {
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
