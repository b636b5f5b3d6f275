import { Input, makeStyles, mergeClasses, tokens, useArrowNavigationGroup } from '@fluentui/react-components';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { toAccountGroups } from '../../state/account-groups.ts';
import { dropListeners, type DropTarget, useIsDropTarget } from '../../state/drop-target.ts';
import { useApp } from '../../state/store.ts';
import { describeAccount } from '../../words/account-text.ts';

/** From this number on, the list has a search box. */
const manyAccounts = 9;

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '96px',
    flex: 1,
    gap: tokens.spacingVerticalXS,
    marginTop: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { flex: 1, minHeight: 0, overflowY: 'auto' },
  find: { minWidth: 0, width: '100%' },
  heading: {
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS} 10px`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  accounts: { margin: 0, padding: 0, listStyleType: 'none' },
  account: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    width: '100%',
    height: '32px',
    padding: `0 ${tokens.spacingHorizontalS} 0 10px`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'start',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground3Selected,
  },
  drop: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  name: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  attention: { flexShrink: 0, fontSize: '16px', color: tokens.colorStatusWarningForeground1 },
  paused: { flexShrink: 0, fontSize: '16px', color: tokens.colorNeutralForeground3 },
  none: { padding: '10px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export function AccountList({ current }: { current: Account }) {
  const styles = useStyles();
  const accounts = useQuery(accountsQuery).data ?? [];
  const [text, setText] = useState('');
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  if (accounts.length < 2) return null;
  const groups = toAccountGroups(accounts, text);
  const hasHeadings = groups.some(({ heading }) => heading !== null);
  return (
    <div className={styles.root} role="group" aria-label={t('accounts.label')}>
      {accounts.length >= manyAccounts && (
        <Input
          className={styles.find}
          size="small"
          type="search"
          contentBefore={<SearchRegular />}
          placeholder={t('accounts.find')}
          aria-label={t('accounts.find')}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      )}
      <div className={styles.list} {...arrows}>
        {groups.map(({ heading, accounts: members }) => {
          const title = showText(heading ?? (hasHeadings ? t('accounts.others') : t('accounts.label')));
          return (
            <div key={title} {...(hasHeadings && { role: 'group', 'aria-label': title })}>
              <h2 className={styles.heading} title={title}>
                {title}
              </h2>
              <ul className={styles.accounts}>
                {members.map((account) => (
                  <AccountEntry
                    key={account.accountId}
                    account={account}
                    here={account.accountId === current.accountId}
                  />
                ))}
              </ul>
            </div>
          );
        })}
        {groups.length === 0 && <div className={styles.none}>{t('accounts.none', { text })}</div>}
      </div>
    </div>
  );
}

/** Drops on an account go to its My files. */
const toAccountTarget = ({ accountId, displayName, canWrite }: Account, open: () => void): DropTarget => ({
  key: `account ${accountId}`,
  name: displayName,
  upload: canWrite ? { accountId, parent: 'myfiles' } : null,
  open,
});

function AccountEntry({ account, here }: { account: Account; here: boolean }) {
  const styles = useStyles();
  const openAccount = useApp((state) => state.openAccount);
  const needed = account.state === 'signInNeeded';
  const open = () => !here && openAccount(account);
  const target = toAccountTarget(account, open);
  const isTarget = useIsDropTarget(target.key);
  return (
    <li>
      <button
        type="button"
        className={mergeClasses(styles.account, here && styles.here, isTarget && styles.drop)}
        aria-current={here ? 'true' : undefined}
        title={describeAccount(account)}
        onClick={open}
        {...dropListeners(target)}
      >
        <span className={styles.name}>{showText(account.displayName)}</span>
        {account.isPaused && <PauseRegular className={styles.paused} aria-label={t('accounts.paused')} />}
        {needed && <WarningRegular className={styles.attention} aria-label={t('accounts.signInNeeded')} />}
      </button>
    </li>
  );
}
