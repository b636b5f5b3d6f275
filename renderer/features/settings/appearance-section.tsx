import { Field, makeStyles, Radio, RadioGroup, Switch, tokens } from '@fluentui/react-components';
import type { Settings } from '../../../electron/contract/records.ts';
import { settingsWords } from '../../words/settings.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const words = settingsWords.look;
const themes: readonly Settings['theme'][] = ['system', 'light', 'dark'];
const densities: readonly Settings['density'][] = ['compact', 'comfortable'];

const useStyles = makeStyles({
  // The switch brings its own room to the left.
  flush: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** Everything here takes effect at once. */
export function AppearanceSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  if (settings === undefined) return null;
  return (
    <Section title={words.title}>
      <Field label={words.theme}>
        <RadioGroup
          className={styles.flush}
          layout="horizontal"
          value={settings.theme}
          onChange={(_, { value }) =>
            change({ theme: themes.find((each) => each === value) ?? settings.theme })
          }
        >
          {themes.map((theme) => (
            <Radio key={theme} value={theme} label={words.themes[theme]} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={words.density}>
        <RadioGroup
          className={styles.flush}
          layout="horizontal"
          value={settings.density}
          onChange={(_, { value }) =>
            change({ density: densities.find((each) => each === value) ?? settings.density })
          }
        >
          {densities.map((density) => (
            <Radio key={density} value={density} label={words.densities[density]} />
          ))}
        </RadioGroup>
      </Field>
      <Switch
        className={styles.flush}
        label={words.showPreview}
        checked={settings.showPreview}
        onChange={(_, { checked }) => change({ showPreview: checked })}
      />
    </Section>
  );
}
