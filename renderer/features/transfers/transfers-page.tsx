import { Button, CounterBadge, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useId, useMemo, useState } from 'react';
import type { Transfer } from '../../../electron/contract/records.ts';
import { run } from '../../state/run.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { type TransferFilter, transferWords as words } from '../../words/transfers.ts';
import { type Entry, TransferList } from './transfer-list.tsx';
import { countByFilter, isEnded, matchesFilter, toBatches } from './transfer-lists.ts';
import { useTransfers } from './use-transfers.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%' },
  filters: {
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalSNudge },
  list: { flex: 1, minHeight: 0 },
});

const filters: readonly TransferFilter[] = ['all', 'active', 'attention', 'done', 'cancelled'];
const isFilter = (value: unknown): value is TransferFilter => filters.some((filter) => filter === value);

/** Every transfer that is still on the list, by batch. */
export function TransfersPage() {
  const styles = useStyles();
  const { transfers } = useTransfers();
  const [filter, setFilter] = useState<TransferFilter>('all');
  const id = useId();
  const entries = useMemo(() => toEntries(transfers, filter), [transfers, filter]);
  const clear = (
    <Button disabled={!transfers.some(isEnded)} onClick={() => void run('transfers.clearEnded', {})}>
      {words.clearEnded}
    </Button>
  );
  if (transfers.length === 0) {
    return (
      <PageFrame title={words.heading}>
        <Notice {...words.empty.all} />
      </PageFrame>
    );
  }
  return (
    <PageFrame title={words.heading} actions={clear}>
      <div className={styles.root}>
        <Filters transfers={transfers} filter={filter} panelId={id} onChange={setFilter} />
        <div className={styles.list} role="tabpanel" id={id} aria-label={words.filters[filter]}>
          {entries.length > 0 ? (
            <TransferList entries={entries} wide />
          ) : (
            <Notice
              {...words.empty.filtered}
              actions={<Button onClick={() => setFilter('all')}>{words.empty.showAll}</Button>}
            />
          )}
        </div>
      </div>
    </PageFrame>
  );
}

interface FiltersProps {
  transfers: readonly Transfer[];
  filter: TransferFilter;
  panelId: string;
  onChange: (filter: TransferFilter) => void;
}

function Filters({ transfers, filter, panelId, onChange }: FiltersProps) {
  const styles = useStyles();
  const counts = countByFilter(transfers);
  return (
    <TabList
      className={styles.filters}
      aria-label={words.filterLabel}
      selectedValue={filter}
      onTabSelect={(_, { value }) => isFilter(value) && onChange(value)}
    >
      {filters.map((each) => (
        <Tab key={each} value={each} aria-controls={panelId}>
          <span className={styles.tab}>
            {words.filters[each]}
            <CounterBadge
              count={counts[each]}
              size="small"
              appearance="filled"
              overflowCount={99_999}
              color={each === 'attention' && counts.attention > 0 ? 'danger' : 'informative'}
            />
          </span>
        </Tab>
      ))}
    </TabList>
  );
}

function toEntries(transfers: readonly Transfer[], filter: TransferFilter): Entry[] {
  return toBatches(transfers).flatMap((batch): Entry[] => {
    const shown = batch.transfers.filter((transfer) => matchesFilter(transfer, filter));
    if (shown.length === 0) return [];
    return [{ type: 'batch', batch }, ...shown.map((transfer): Entry => ({ type: 'transfer', transfer }))];
  });
}
