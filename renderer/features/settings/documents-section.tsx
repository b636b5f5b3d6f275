import {
  Button,
  Field,
  makeStyles,
  ProgressBar,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { FolderArrowRightRegular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { useQuery } from '@tanstack/react-query';
import type { FolderMove } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { storageQuery } from '../../api/app-queries.ts';
import { folderMoveQuery } from '../../api/document-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { formatSize, toBarPart } from '../../words/format.ts';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
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

export function DocumentsSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  const folder = useQuery(storageQuery).data?.documentsFolder;
  const move = useQuery(folderMoveQuery).data ?? null;
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
      <div className={styles.buttons}>
        <Button icon={<FolderOpenRegular />} onClick={() => void callOrToast('documents.showFolder', {})}>
          {t('settings.documents.open')}
        </Button>
        <Button
          icon={<FolderArrowRightRegular />}
          disabled={move?.state === 'moving'}
          onClick={() => void callOrToast('documents.moveFolder', {})}
        >
          {t('settings.documents.move')}
        </Button>
      </div>
      {move !== null && <MoveProgress move={move} />}
    </Section>
  );
}

/** Other writes to the folder wait; a failed move has changed nothing. */
function MoveProgress({ move: { state, to, bytesDone, bytesTotal, failure } }: { move: FolderMove }) {
  if (state === 'failed')
    return failure === null ? null : (
      <FailureNotice failure={failure} onRetry={() => void callOrToast('documents.moveFolder', {})} />
    );
  const part = bytesTotal === 0 ? undefined : toBarPart(bytesDone, bytesTotal);
  return (
    <Field
      validationState="none"
      validationMessage={t('settings.documents.moving', { to, done: formatSize(bytesDone) })}
    >
      <ProgressBar
        aria-label={t('settings.documents.movingLabel')}
        {...(part === undefined ? {} : { value: part })}
      />
    </Field>
  );
}
