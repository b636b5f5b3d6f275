import { Button, CounterBadge, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useId, useState } from 'react';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import type { TransferFilter } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { formatCount } from '../../words/format.ts';
import { ReportButton } from './report-button.tsx';
import { TotalsBar } from './totals-bar.tsx';
import { TransferList } from './transfer-list.tsx';
import { countByFilter } from './transfer-lists.ts';
import { useTransferSummary } from './use-transfers.ts';
import { JournalBars, PausedBar } from './warning-bars.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%' },
  filters: {
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
    flexWrap: 'wrap',
  },
  tab: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalSNudge },
  list: { flex: 1, minHeight: 0 },
});

const filters: readonly TransferFilter[] = ['all', 'active', 'paused', 'attention', 'done', 'cancelled'];
const isFilter = (value: unknown): value is TransferFilter => filters.some((filter) => filter === value);

export function TransfersPage() {
  const styles = useStyles();
  const summary = useTransferSummary();
  const [filter, setFilter] = useState<TransferFilter>('all');
  const [collapsed, setCollapsed] = useState<readonly string[]>([]);
  const id = useId();
  if (summary === null) return <PageFrame title={t('transfers.heading')}>{null}</PageFrame>;
  const counts = countByFilter(summary);
  if (counts.all === 0) {
    return (
      <PageFrame title={t('transfers.heading')} actions={summary.allPaused && <HoldButton held />}>
        <JournalBars summary={summary} />
        {summary.allPaused && <PausedBar />}
        <Notice title={t('transfers.empty.all.title')} text={t('transfers.empty.all.text')} />
      </PageFrame>
    );
  }
  return (
    <PageFrame title={t('transfers.heading')} actions={<Commands summary={summary} />}>
      <div className={styles.root}>
        <Filters counts={counts} filter={filter} panelId={id} onChange={setFilter} />
        <JournalBars summary={summary} />
        {summary.allPaused ? <PausedBar /> : <TotalsBar summary={summary} />}
        <div className={styles.list} role="tabpanel" id={id} aria-label={t(`transfers.filters.${filter}`)}>
          {counts[filter] > 0 ? (
            <TransferList key={filter} filter={filter} collapsed={collapsed} onCollapsed={setCollapsed} />
          ) : (
            <Notice
              title={t('transfers.empty.filtered.title')}
              text={t('transfers.empty.filtered.text')}
              actions={<Button onClick={() => setFilter('all')}>{t('transfers.empty.showAll')}</Button>}
            />
          )}
        </div>
      </div>
    </PageFrame>
  );
}

function Commands({ summary }: { summary: TransferSummary }) {
  const { active, waiting, paused, conflicts, failed, retryable, done, cancelled, allPaused } = summary;
  return (
    <>
      {failed > 0 && <ReportButton failedCount={failed} />}
      {retryable > 1 && (
        <Button onClick={() => void callOrToast('transfers.retry', { all: true })}>
          {t('transfers.retryFailed', { count: retryable })}
        </Button>
      )}
      {active + waiting + paused + conflicts > 1 && (
        <Button onClick={() => void callOrToast('transfers.cancel', { all: true })}>
          {t('transfers.cancelAll')}
        </Button>
      )}
      {done + failed + cancelled > 0 && (
        <Button onClick={() => void callOrToast('transfers.clearEnded', {})}>
          {t('transfers.clearEnded')}
        </Button>
      )}
      {(active + waiting > 0 || allPaused) && <HoldButton held={allPaused} />}
    </>
  );
}

function HoldButton({ held }: { held: boolean }) {
  return (
    <Button
      appearance="primary"
      icon={held ? <PlayRegular /> : <PauseRegular />}
      onClick={() => void callOrToast('settings.change', { transfersHeld: !held })}
    >
      {held ? t('transfers.resumeAll') : t('transfers.pauseAll')}
    </Button>
  );
}

interface FiltersProps {
  counts: Record<TransferFilter, number>;
  filter: TransferFilter;
  panelId: string;
  onChange: (filter: TransferFilter) => void;
}

function Filters({ counts, filter, panelId, onChange }: FiltersProps) {
  const styles = useStyles();
  return (
    <TabList
      className={styles.filters}
      aria-label={t('transfers.filterLabel')}
      selectedValue={filter}
      onTabSelect={(_, { value }) => isFilter(value) && onChange(value)}
    >
      {filters.map((each) => (
        <Tab key={each} value={each} aria-controls={panelId}>
          <span className={styles.tab}>
            {t(`transfers.filters.${each}`)}
            <CounterBadge
              count={counts[each]}
              size="small"
              appearance="filled"
              color={each === 'attention' && counts.attention > 0 ? 'danger' : 'informative'}
            >
              {counts[each] > 0 ? formatCount(counts[each]) : undefined}
            </CounterBadge>
          </span>
        </Tab>
      ))}
    </TabList>
  );
}
