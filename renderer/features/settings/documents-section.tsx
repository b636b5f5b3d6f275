import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { storageQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
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
});

/** Where the local copies are; moving them is not built yet and says so. */
export function DocumentsSection() {
  const styles = useStyles();
  const folder = useQuery(storageQuery).data?.documentsFolder;
  return (
    <Section title={t('settings.documents.title')}>
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
