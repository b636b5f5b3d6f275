import { Button, makeStyles, ProgressBar, Text } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UpdateState } from '../../../electron/contract/program.ts';
import { keys, startQuery, updatesQuery } from '../../api/queries.ts';
import { run } from '../../state/call-or-toast.ts';
import { formatMoment } from '../../words/format.ts';
import { updateWords as words } from '../../words/program.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({ progress: { width: '320px', maxWidth: '100%' } });

type Act = 'updates.check' | 'updates.download' | 'updates.install' | 'updates.postpone';

/** What can be done now with one button; null: nothing but wait. */
function toAct(update: UpdateState): { act: Act; label: string; isMain: boolean } | null {
  switch (update.state) {
    case 'idle':
    case 'current':
      return { act: 'updates.check', label: words.check, isMain: false };
    case 'available':
      return { act: 'updates.download', label: words.download, isMain: true };
    case 'ready':
      return { act: 'updates.install', label: words.install, isMain: true };
    case 'waiting':
      return { act: 'updates.postpone', label: words.postpone, isMain: false };
    case 'failed': {
      const isFetch = update.failure?.during === 'download' && update.version !== null;
      return { act: isFetch ? 'updates.download' : 'updates.check', label: words.retry, isMain: false };
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
      return words.off[update.offReason ?? 'noFeed'];
    case 'idle':
      return words.idle;
    case 'checking':
      return words.checking;
    case 'current':
      return words.current(ownVersion, update.checkedAt === null ? '' : formatMoment(update.checkedAt));
    case 'available':
      return words.available(version);
    case 'downloading':
      return words.downloading(version, update.percent ?? 0);
    case 'ready':
      return words.ready(version);
    case 'waiting':
      return words.waiting(version, update.transfersLeft);
    case 'installing':
      return words.installing(version);
    case 'failed':
      return update.failure === null ? '' : words.failed(update.failure);
  }
}

/** One sentence that says how things stand, and the one button that fits. */
export function UpdatesSection() {
  const styles = useStyles();
  const client = useQueryClient();
  const ownVersion = useQuery(startQuery).data?.version ?? '';
  const update = useQuery(updatesQuery).data;
  if (update === undefined) return <Section title={words.title}>{null}</Section>;
  const button = toAct(update);
  const carryOut = async (act: Act): Promise<void> => {
    if ((await run(act, {})) !== null) await client.invalidateQueries({ queryKey: keys.updates });
  };
  return (
    <Section title={words.title}>
      <Text role="status">{toText(update, ownVersion)}</Text>
      {update.state === 'downloading' && (
        <ProgressBar
          className={styles.progress}
          aria-label={words.downloadingLabel}
          value={(update.percent ?? 0) / 100}
        />
      )}
      {button !== null && (
        <Button
          appearance={button.isMain ? 'primary' : 'secondary'}
          onClick={() => void carryOut(button.act)}
        >
          {button.label}
        </Button>
      )}
    </Section>
  );
}
