import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { run } from '../../state/run.ts';
import { formatDate } from '../../words/format.ts';
import { transferWords as words } from '../../words/transfers.ts';
import { type Batch, canCancel, countByFilter } from './transfer-lists.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '40px',
    boxSizing: 'border-box',
    maxWidth: '1600px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXS}`,
  },
  title: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  facts: {
    flex: 1,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});

/** What was started together, when, how far it is, and what can be done with all of it. */
export function BatchHeading({ batch }: { batch: Batch }) {
  const styles = useStyles();
  const counts = countByFilter(batch.transfers);
  const startedAt = batch.transfers[0]?.createdAt;
  const facts = [
    startedAt === undefined ? null : formatDate(startedAt),
    counts.active > 0 || counts.all > 1 ? words.summary.done(counts.done) : null,
  ].filter((fact) => fact !== null);
  const failed = batch.transfers.filter(({ state }) => state === 'failed');
  const unfinished = batch.transfers.filter(canCancel);
  return (
    <div className={styles.root}>
      <Text as="h2" weight="semibold" className={styles.title} title={batch.path}>
        {words.batch(batch.kind, counts.all, batch.path)}
      </Text>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      {failed.length > 1 && (
        <Button size="small" onClick={() => void run('transfers.retry', { transferIds: toIds(failed) })}>
          {words.retryFailed(failed.length)}
        </Button>
      )}
      {unfinished.length > 1 && (
        <Button size="small" onClick={() => void run('transfers.cancel', { transferIds: toIds(unfinished) })}>
          {words.cancelAll}
        </Button>
      )}
    </div>
  );
}

/** As many as one call may carry. */
const toIds = (transfers: Batch['transfers']): string[] =>
  transfers.slice(0, 5000).map(({ transferId }) => transferId);
