import { Avatar, Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { toAccountGroups } from '../../state/account-groups.ts';
import { useApp } from '../../state/store.ts';
import { describeAccount } from '../../words/account-text.ts';
import { joinFacts } from '../../words/format.ts';
import { AccountActions } from './account-actions.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  // Scrolls, so that hundreds of accounts don't push other settings away.
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: '100%',
    maxHeight: '420px',
    overflowY: 'auto',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  account: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, width: '100%' },
  words: { display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  needed: { color: tokens.colorStatusWarningForeground3 },
});

export function AccountsSection() {
  const styles = useStyles();
  const accounts = useQuery(accountsQuery).data ?? [];
  const go = useApp((state) => state.go);
  return (
    <Section title={t('settings.accounts.title')}>
      <div className={styles.list}>
        {toAccountGroups(accounts, '').map(({ heading, accounts: members }) => (
          <div key={heading ?? ''} className={styles.group}>
            {heading !== null && (
              <Text as="h3" size={200} weight="semibold" className={styles.quiet}>
                {showText(heading)}
              </Text>
            )}
            {members.map((account) => (
              <AccountEntry key={account.accountId} account={account} accounts={accounts} />
            ))}
          </div>
        ))}
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => go({ name: 'signIn' })}>{t('settings.accounts.add')}</Button>
        <Button appearance="subtle" onClick={() => go({ name: 'accountImport' })}>
          {t('import.open')}
        </Button>
        {accounts.length > 1 && (
          <Button appearance="subtle" onClick={() => go({ name: 'accounts' })}>
            {t('overview.open')}
          </Button>
        )}
      </div>
    </Section>
  );
}

function AccountEntry({ account, accounts }: { account: Account; accounts: readonly Account[] }) {
  const styles = useStyles();
  return (
    <div className={styles.account}>
      <Avatar name={account.displayName} color="colorful" aria-hidden="true" />
      <div className={styles.words}>
        <Text weight="semibold" truncate wrap={false}>
          {showText(account.displayName)}
        </Text>
        <Text size={200} className={styles.quiet} truncate wrap={false}>
          {joinFacts([
            describeAccount(account),
            ...toKindText(account),
            account.isPaused ? t('accounts.paused') : null,
          ])}
        </Text>
        {account.state === 'signInNeeded' && (
          <Text size={200} weight="semibold" className={styles.needed}>
            {t('accounts.signInNeeded')}
          </Text>
        )}
      </div>
      <AccountActions account={account} accounts={accounts} />
    </div>
  );
}

/** Doesn't say "signed in" if a sign-in is needed. */
function toKindText({ kind, state }: Account): readonly string[] {
  if (kind === 'delegated' && state === 'signInNeeded') return [];
  return [kind === 'sample' ? t('settings.accounts.sample') : t(`settings.accounts.kinds.${kind}`)];
}
