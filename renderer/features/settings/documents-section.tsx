import { Button, Field, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { storageQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

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
});

const places = ['slipway', 'downloads', 'ask'] as const;

/** Where downloads go, and where the local copies are. */
export function DocumentsSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  const folder = useQuery(storageQuery).data?.documentsFolder;
  return (
    <Section title={t('settings.documents.title')}>
      <Field label={t('settings.documents.downloadTo')}>
        <RadioGroup
          value={settings?.downloadTo ?? 'slipway'}
          onChange={(_, { value }) =>
            change({ downloadTo: places.find((place) => place === value) ?? 'slipway' })
          }
        >
          {places.map((place) => (
            <Radio key={place} value={place} label={t(`settings.documents.places.${place}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Text>{t('settings.documents.text')}</Text>
      <code className={styles.path} data-selectable>
        {folder ?? '\u00a0'}
      </code>
      <Button icon={<FolderOpenRegular />} onClick={() => void callOrToast('documents.showFolder', {})}>
        {t('settings.documents.open')}
      </Button>
    </Section>
  );
}
