import { Button, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ActivityFilter } from '../../../electron/contract/activity.ts';
import type { ActivityKind } from '../../../electron/contract/changes.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { listen } from '../../api/client.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { keys } from '../../api/query-keys.ts';
import { activityQuery } from '../../api/transfer-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { toOwnerName } from '../../words/account-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { ActivityTable } from './activity-table.tsx';
import { SearchField } from '../../ui/search-field.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
  },
  search: { flex: '1 1 200px', maxWidth: '360px' },
  list: { flex: 1, minHeight: 0, overflowY: 'auto' },
  more: { padding: tokens.spacingVerticalM, display: 'flex', justifyContent: 'center' },
});

const kinds: readonly ActivityKind[] = [
  'upload',
  'save',
  'delete',
  'restore',
  'move',
  'copy',
  'rename',
  'newFolder',
  'restoreVersion',
];
const step = 200;
const searchAfterMs = 200;

export function ActivityPage() {
  const styles = useStyles();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<ActivityKind | null>(null);
  const [shown, setShown] = useState(step);
  const accounts = useQuery(accountsQuery).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const isChoice = accounts.length > 1;
  const accountId = isChoice && accounts.some((each) => each.accountId === chosen) ? chosen : null;
  const filter: ActivityFilter = { text: useDebounced(text, searchAfterMs), kind, accountId };
  const { data } = useQuery(activityQuery(filter, shown));
  useEffect(
    () => listen('changes.ended', () => void client.invalidateQueries({ queryKey: keys.activity })),
    [client],
  );
  const isFiltered = text !== '' || kind !== null || accountId !== null;
  return (
    <PageFrame title={t('activity.heading')} actions={<ExportButton filter={filter} />}>
      <div className={styles.root}>
        <div className={styles.filters}>
          <SearchField
            className={styles.search}
            value={text}
            placeholder={t('activity.search')}
            aria-label={t('activity.search')}
            onChange={(_, { value }) => setText(value)}
          />
          <Select
            aria-label={t('activity.kind')}
            value={kind ?? ''}
            onChange={(_, { value }) => setKind(kinds.find((each) => each === value) ?? null)}
          >
            <option value="">{t('activity.kinds.all')}</option>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {t(`activity.kinds.${each}`)}
              </option>
            ))}
          </Select>
          {isChoice && (
            <Select
              aria-label={t('overview.columns.name')}
              value={accountId ?? ''}
              onChange={(_, { value }) => setChosen(value === '' ? null : value)}
            >
              <option value="">{t('search.allAccounts')}</option>
              {accounts.map(({ accountId: each }) => (
                <option key={each} value={each}>
                  {toOwnerName(accounts, each, null)}
                </option>
              ))}
            </Select>
          )}
        </div>
        {data !== undefined && data.count === 0 && (
          <Notice
            title={isFiltered ? t('activity.noneFound') : t('activity.none')}
            text={isFiltered ? t('activity.noneFoundText') : t('activity.noneText')}
          />
        )}
        {data !== undefined && data.count > 0 && (
          <div className={styles.list}>
            <ActivityTable rows={data.rows} />
            {data.count > data.rows.length && (
              <div className={styles.more}>
                <Button onClick={() => setShown(shown + step)}>
                  {t('activity.more', { count: data.count - data.rows.length })}
                </Button>
              </div>
            )}
          </div>
        )}
      </div>
    </PageFrame>
  );
}

function ExportButton({ filter }: { filter: ActivityFilter }) {
  const save = async () => {
    const exported = await callOrToast('activity.export', { filter });
    if (exported === null) return;
    useApp.getState().toast({ tone: 'success', text: t('activity.exported', { name: exported.name }) });
  };
  return <Button onClick={() => void save()}>{t('activity.export')}</Button>;
}
