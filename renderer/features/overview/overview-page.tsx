import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef, useState, useEffect } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf, listen } from '../../api/client.ts';
import { accountsQuery, overviewQuery } from '../../api/account-queries.ts';
import { useApp } from '../../state/store.ts';
import { useRowSelection } from '../../ui/grid/use-row-selection.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { useNow } from '../../ui/use-now.ts';
import { exportRows } from './account-actions.ts';
import {
  type AccountRow,
  accountRules,
  type AccountSort,
  filterRows,
  matches,
  sortRows,
  toAccountRows,
} from './account-rows.ts';
import { OverviewBar } from './overview-bar.tsx';
import { OverviewGrid } from './overview-grid.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { keys } from '../../api/query-keys.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
  },
  search: { flex: '1 1 200px', maxWidth: '360px' },
  grid: { flex: 1, minHeight: 0 },
  status: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
    flexShrink: 0,
    minHeight: '28px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
});

const minuteMs = 60_000;

export function OverviewPage() {
  const accounts = useQuery(accountsQuery).data;
  const overview = useQuery(overviewQuery);
  useOverviewUpdates();
  const rows = useMemo(
    () =>
      accounts === undefined || overview.data === undefined ? null : toAccountRows(accounts, overview.data),
    [accounts, overview.data],
  );
  return (
    <PageFrame title={t('overview.heading')}>
      {overview.isError && (
        <FailureNotice failure={failureOf(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {rows !== null && !overview.isError && (
        <Overview all={rows} onChanged={() => void overview.refetch()} />
      )}
    </PageFrame>
  );
}

function Overview({ all, onChanged }: { all: readonly AccountRow[]; onChanged: () => void }) {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<AccountSort>({ column: 'name', direction: 'ascending' });
  const deferredFilter = useDeferredValue(filter);
  const now = useNow(minuteMs);
  const bar = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => sortRows(filterRows(all, deferredFilter), sort, now),
    [all, deferredFilter, sort, now],
  );
  const selection = useRowSelection(rows, 'accounts');
  const remove = () =>
    useApp.getState().openDialog({
      name: 'removeAccounts',
      accounts: selection.selected.map(({ account }) => account),
    });
  return (
    <div className={styles.root}>
      <div className={styles.tools}>
        <SearchField
          className={styles.search}
          value={filter}
          placeholder={t('overview.filter')}
          aria-label={t('overview.filter')}
          input={{ 'data-pane': 'filter' } as object}
          onChange={(_, { value }) => setFilter(value)}
        />
        <RuleMenu all={rows} now={now} onSelect={selection.only} />
        <ExportMenu rows={selection.count > 0 ? selection.selected : rows} />
      </div>
      {selection.count > 0 && (
        <OverviewBar barRef={bar} rows={selection.selected} onDone={onChanged} onRemove={remove} />
      )}
      <div className={styles.grid}>
        {rows.length === 0 ? (
          <Notice title={t('accounts.none', { text: filter })} />
        ) : (
          <OverviewGrid
            rows={rows}
            sort={sort}
            selection={selection}
            now={now}
            onSort={setSort}
            onOpen={({ account }) => useApp.getState().openAccount(account)}
            onRemove={remove}
            onActions={() => requestAnimationFrame(() => bar.current?.querySelector('button')?.focus())}
          />
        )}
      </div>
      <Status all={all} now={now} />
    </div>
  );
}

interface RuleMenuProps {
  all: readonly AccountRow[];
  now: number;
  onSelect: (rows: readonly AccountRow[]) => void;
}

function RuleMenu({ all, now, onSelect }: RuleMenuProps) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button>{t('overview.select')}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {accountRules.map((rule) => {
            const found = all.filter((row) => matches(rule, row, now));
            return (
              <MenuItem key={rule} disabled={found.length === 0} onClick={() => onSelect(found)}>
                {t(`overview.rules.${rule}`, { count: found.length })}
              </MenuItem>
            );
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ExportMenu({ rows }: { rows: readonly AccountRow[] }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button disabled={rows.length === 0}>{t('overview.export')}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => void exportRows('accounts', rows)}>
            {t('overview.exportAccounts', { count: rows.length })}
          </MenuItem>
          <MenuItem onClick={() => void exportRows('permissions', rows)}>
            {t('overview.exportPermissions', { count: rows.length })}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Status({ all, now }: { all: readonly AccountRow[]; now: number }) {
  const styles = useStyles();
  const matchingRules = accountRules.flatMap((rule) => {
    const count = all.filter((row) => matches(rule, row, now)).length;
    return count === 0 ? [] : [{ rule, count }];
  });
  return (
    <footer className={styles.status}>
      <span>{t('overview.total', { count: all.length })}</span>
      {matchingRules.map(({ rule, count }) => (
        <span key={rule}>{t(`overview.rules.${rule}`, { count })}</span>
      ))}
    </footer>
  );
}

/** Transfers emit up to ten events a second, too many for a table of totals. */
const intervalMs = 1_000;

function useOverviewUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      waiting = undefined;
      void client.invalidateQueries({ queryKey: keys.overview });
    };
    const refreshSoon = () => {
      if (waiting === undefined) waiting = setTimeout(refetch, intervalMs);
    };
    const undos = (
      ['accounts.changed', 'transfers.changed', 'index.changed', 'account.waiting'] as const
    ).map((event) => listen(event, refreshSoon));
    return () => {
      clearTimeout(waiting);
      for (const undo of undos) undo();
    };
  }, [client]);
}
