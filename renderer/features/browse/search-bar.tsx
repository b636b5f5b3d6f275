import { makeStyles, mergeClasses, shorthands, ToggleButton, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { People16Regular } from '@fluentui/react-icons/svg/people';
import { Search16Regular } from '@fluentui/react-icons/svg/search';
import { type KeyboardEvent, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import type { SearchState } from '../../../electron/contract/search-state.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toWebLink } from '../../../electron/contract/web-link.ts';
import { call, failureOf } from '../../api/client.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { pathQuery } from '../../api/view-queries.ts';
import { formatList, joinFacts } from '../../words/format.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { usePane, usePaneState, useSplitSide } from '../../state/pane.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { focusPane } from '../../ui/panes.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';
import { boxClearStyle, boxInputStyle, boxStyle } from './box-styles.ts';
import { HistoryButtons } from './path-bar.tsx';
import { ClosePane } from './close-pane.tsx';
import { useRecentSearches } from './use-recent-searches.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { isPathLike } from './suggestions.ts';
import { goTo, SearchSuggestions } from './search-suggestions.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    height: '40px',
    gap: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalM}`,
  },
  heading: visuallyHidden,
  box: { ...boxStyle, flex: 1, height: '30px' },
  input: boxInputStyle,
  clear: boxClearStyle,
  failure: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
  },
  all: {
    flexShrink: 0,
    minWidth: 0,
    height: '30px',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightRegular,
  },
  allOn: { color: tokens.colorBrandForeground1, ...shorthands.borderColor(tokens.colorCompoundBrandStroke) },
  announcement: visuallyHidden,
});

export function SearchBar({ head }: { head: ViewHead | null }) {
  const styles = useStyles();
  const accountId = usePaneState((pane) => pane.accountId) ?? '';
  const query = usePaneState((pane) => pane.filter);
  const settled = useDebounced(query, 150);
  const isLink = toWebLink(query) !== null;
  const isPath = !isLink && toWebLink(settled) === null && isPathLike(settled);
  const target = useQuery(pathQuery(accountId, isPath ? settled : '')).data ?? null;
  const [refused, setRefused] = useState<{ query: string; failure: Failure } | null>(null);
  // Opening a link grants the account permanent access, so it needs a confirmation.
  const openLink = async () => {
    try {
      goTo(await call('paths.resolve', { accountId, text: query }));
    } catch (thrown) {
      setRefused({ query, failure: failureOf(thrown) });
    }
  };
  const go = isLink ? () => void openLink() : target === null ? null : () => goTo(target);
  return (
    <>
      <div className={styles.bar} data-pane="path">
        <h1 className={styles.heading}>{t('search.title')}</h1>
        <HistoryButtons />
        <SearchBox query={query} onEnter={go} />
        <AllAccounts />
        <ClosePane />
      </div>
      <SearchSuggestions head={head} query={query} path={target?.path ?? null} onGo={go} />
      {refused?.query === query && <FailureAlert failure={refused.failure} className={styles.failure} />}
      <span role="status" className={styles.announcement}>
        {head === null || query.trim() === '' || query !== head.filter ? '' : toAnnouncement(head.search)}
      </span>
    </>
  );
}

function toAnnouncement(search: SearchState | null): string {
  if (search === null) return '';
  const { total, hasMore, problems } = search;
  const ignored = problems.length === 0 ? null : t('search.problems', { parts: formatList(problems) });
  return joinFacts([t('search.found', { count: total, hasMore }), ignored]);
}

function AllAccounts() {
  const styles = useStyles();
  const client = useQueryClient();
  const accounts = useQuery(accountsQuery).data ?? [];
  const isAll = useQuery(settingsQuery).data?.searchAllAccounts === true;
  if (accounts.length < 2) return null;
  return (
    <ToggleButton
      className={mergeClasses(styles.all, isAll && styles.allOn)}
      icon={<People16Regular />}
      checked={isAll}
      title={t('search.allAccountsHint')}
      onClick={() => void changeSettings(client, { searchAllAccounts: !isAll })}
    >
      {t('search.allAccounts')}
    </ToggleButton>
  );
}

function SearchBox({ query, onEnter }: { query: string; onEnter: (() => void) | null }) {
  const styles = useStyles();
  const { setFilter } = usePane();
  const side = useSplitSide();
  const { back } = usePane();
  const remember = useRecentSearches().remember;
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') (query === '' ? back : () => setFilter(''))();
    else if (event.key === 'Enter' && onEnter !== null) onEnter();
    else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      remember(query);
      focusPane('files');
    } else return;
    event.preventDefault();
  };
  return (
    <div
      role="search"
      aria-label={side === null ? undefined : t('split.filter', { side })}
      className={styles.box}
    >
      <Search16Regular aria-hidden />
      <input
        data-pane="search"
        type="text"
        className={styles.input}
        aria-label={t('search.label')}
        placeholder={t('search.hint')}
        spellCheck={false}
        maxLength={1024}
        value={query}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={() => remember(query)}
      />
      {query !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => {
            setFilter('');
            focusPane('search');
          }}
        >
          <Dismiss16Regular />
        </button>
      )}
    </div>
  );
}
