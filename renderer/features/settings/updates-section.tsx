import { Button, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UpdateState } from '../../../electron/contract/program.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { managementQuery, startQuery, updatesQuery } from '../../api/app-queries.ts';
import { keys } from '../../api/query-keys.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { formatMoment } from '../../words/format.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  progress: { width: '320px', maxWidth: '100%' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type UpdateAction = 'updates.check' | 'updates.download' | 'updates.install' | 'updates.postpone';

/** null: there is nothing to do but wait. */
function toUpdateAction(
  update: UpdateState,
): { action: UpdateAction; label: string; isMain: boolean } | null {
  switch (update.state) {
    case 'idle':
    case 'current':
      return { action: 'updates.check', label: t('updates.check'), isMain: false };
    case 'available':
      return { action: 'updates.download', label: t('app.download'), isMain: true };
    case 'ready':
      return { action: 'updates.install', label: t('updates.install'), isMain: true };
    case 'waiting':
      return { action: 'updates.postpone', label: t('updates.postpone'), isMain: false };
    case 'failed': {
      const isFetch = update.failure?.during === 'download' && update.version !== null;
      return { action: isFetch ? 'updates.download' : 'updates.check', label: t('app.retry'), isMain: false };
    }
    case 'off':
    case 'checking':
    case 'downloading':
    case 'installing':
      return null;
  }
}

function toText(update: UpdateState, ownVersion: string): string {
  const version = update.version ?? '';
  switch (update.state) {
    case 'off':
      return t(`updates.off.${update.offReason ?? 'noFeed'}`);
    case 'idle':
      return t('updates.idle');
    case 'checking':
      return t('updates.checking');
    case 'current':
      return t('updates.current', {
        version: ownVersion,
        checked: update.checkedAt === null ? '' : formatMoment(update.checkedAt),
      });
    case 'available':
      return t('updates.available', { version });
    case 'downloading':
      return t('updates.downloading', { version, part: (update.percent ?? 0) / 100 });
    case 'ready':
      return t('updates.ready', { version });
    case 'waiting':
      return t('updates.waiting', { version, count: update.transfersLeft });
    case 'installing':
      return t('updates.installing', { version });
    case 'failed':
      return update.failure === null
        ? ''
        : t(`updates.failed.${update.failure.during}`, {
            reason: t(`updates.reasons.${update.failure.reason}`),
          });
  }
}

export function UpdatesSection() {
  const styles = useStyles();
  const client = useQueryClient();
  const ownVersion = useQuery(startQuery).data?.version ?? '';
  const update = useQuery(updatesQuery).data;
  const isManaged =
    useQuery(managementQuery).data?.fields.some(({ field }) => field === 'updateFeed') === true;
  if (update === undefined) return <Section title={t('updates.title')}>{null}</Section>;
  const button = toUpdateAction(update);
  const runAction = async (action: UpdateAction): Promise<void> => {
    if ((await callOrToast(action, {})) !== null) await client.invalidateQueries({ queryKey: keys.updates });
  };
  return (
    <Section title={t('updates.title')}>
      <Text role="status">{toText(update, ownVersion)}</Text>
      {isManaged && update.state !== 'off' && (
        <Text size={200} className={styles.quiet}>
          {t('updates.managed')}
        </Text>
      )}
      {update.state === 'downloading' && (
        <ProgressBar
          className={styles.progress}
          aria-label={t('updates.downloadingLabel')}
          value={(update.percent ?? 0) / 100}
        />
      )}
      {button !== null && (
        <Button
          appearance={button.isMain ? 'primary' : 'secondary'}
          onClick={() => void runAction(button.action)}
        >
          {button.label}
        </Button>
      )}
    </Section>
  );
}
