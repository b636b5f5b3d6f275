import { Avatar, Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../electron/contract/records.ts';
import { accountsQuery } from '../../api/queries.ts';
import { useApp } from '../../state/store.ts';
import { settingsWords } from '../../words/settings.ts';
import { Section } from './section.tsx';

const words = settingsWords.accounts;

const useStyles = makeStyles({
  account: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, width: '100%' },
  words: { display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function AccountsSection() {
  const accounts = useQuery(accountsQuery).data ?? [];
  const go = useApp((state) => state.go);
  return (
    <Section title={words.title}>
      {accounts.map((account) => (
        <AccountLine key={account.accountId} account={account} />
      ))}
      <Button onClick={() => go({ name: 'welcome' })}>{words.add}</Button>
    </Section>
  );
}

function AccountLine({ account }: { account: Account }) {
  const styles = useStyles();
  const openDialog = useApp((state) => state.openDialog);
  return (
    <div className={styles.account}>
      <Avatar name={account.displayName} color="colorful" aria-hidden="true" />
      <div className={styles.words}>
        <Text weight="semibold" truncate wrap={false}>
          {account.displayName}
        </Text>
        <Text size={200} className={styles.quiet} truncate wrap={false}>
          {`${account.address} · ${account.kind === 'sample' ? words.sample : words.kinds[account.kind]}`}
        </Text>
      </div>
      <Button
        aria-label={words.removeLong(account.displayName)}
        onClick={() => openDialog({ name: 'removeAccount', account })}
      >
        {words.remove}
      </Button>
    </div>
  );
}
