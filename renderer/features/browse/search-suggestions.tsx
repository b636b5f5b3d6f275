import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Output } from '../../../electron/contract/api.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { useApp } from '../../state/store.ts';
import { focusPane } from '../../ui/panes.ts';
import { toOwnerName } from '../../words/account-text.ts';
import { formatList } from '../../words/format.ts';
import { toCommandName } from '../../words/command-text.ts';
import { SearchProgress } from './index-progress.tsx';
import { SearchOnline } from './search-online.tsx';
import { toAccounts, toCommands } from './suggestions.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    minHeight: '24px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  problem: { color: tokens.colorStatusWarningForeground1, minWidth: 0, overflowWrap: 'anywhere' },
});

type Target = Output<'paths.resolve'>;

interface Props {
  head: ViewHead | null;
  query: string;
  /** null: no path, or a link. */
  path: string | null;
  onGo: (() => void) | null;
}

export function SearchSuggestions({ head, query, path, onGo }: Props) {
  const styles = useStyles();
  const commands = toCommands(query);
  const all = useQuery(accountsQuery).data ?? [];
  const here = useApp((state) => state.accountId);
  const accounts = toAccounts(query, all).filter(({ accountId }) => accountId !== here);
  const isLink = onGo !== null && path === null;
  const problems = head?.filter === query && !isLink ? (head.search?.problems ?? []) : [];
  return (
    <div className={styles.root} role="group" aria-label={t('search.suggestions')}>
      {onGo !== null && (
        <Suggestion
          label={path === null ? t('search.link.open') : t('browse.goTo', { path: showText(path) })}
          onClick={onGo}
        />
      )}
      {commands.map((command) => (
        <Suggestion
          key={command}
          label={t('search.run', { command: toCommandName(command) })}
          onClick={() => {
            useApp.getState().setFilter('');
            requestCommand(command);
          }}
        />
      ))}
      {accounts.map((account) => (
        <Suggestion
          key={account.accountId}
          label={t('search.switchTo', { account: showText(toOwnerName(all, account.accountId, null) ?? '') })}
          onClick={() => useApp.getState().openAccount(account)}
        />
      ))}
      {problems.length > 0 && (
        <span className={styles.problem}>{t('search.problems', { parts: formatList(problems) })}</span>
      )}
      {head !== null && head.search !== null && head.filter === query && query.trim() !== '' && !isLink && (
        <SearchOnline head={head} search={head.search} />
      )}
      {!isLink && <SearchProgress isAll={head?.search?.scope === 'all'} />}
    </div>
  );
}

export function goTo({ place, folder, crumbs, item }: Target): void {
  const page = { name: 'browse', place, folder: crumbs.length <= 1 ? null : folder } as const;
  useApp.getState().go(page, item?.itemId ?? null);
  focusPane('files');
}

function Suggestion({ label, onClick }: { label: string; onClick: () => void }): ReactElement {
  return (
    <Button size="small" onClick={onClick}>
      {label}
    </Button>
  );
}
