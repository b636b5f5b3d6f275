import {
  Avatar,
  makeStyles,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { PeopleList20Regular } from '@fluentui/react-icons/svg/people-list';
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import { useQuery } from '@tanstack/react-query';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { useApp } from '../../state/store.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';
import { describeAccount } from '../../words/account-text.ts';

const useStyles = makeStyles({
  card: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    width: '100%',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalSNudge}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    textAlign: 'start',
    color: tokens.colorNeutralForeground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  narrow: { justifyContent: 'center', padding: `${tokens.spacingVerticalS} 0` },
  words: { minWidth: 0, display: 'flex', flexDirection: 'column' },
  visuallyHidden,
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  name: { fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  address: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  hint: {
    margin: `0 ${tokens.spacingHorizontalSNudge}`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

export function AccountCard({ account, narrow }: { account: Account; narrow: boolean }) {
  const styles = useStyles();
  return (
    <div>
      <AccountMenu account={account} narrow={narrow} />
      {account.kind === 'sample' && !narrow && <div className={styles.hint}>{t('places.sampleHint')}</div>}
    </div>
  );
}

function AccountMenu({ account, narrow }: { account: Account; narrow: boolean }) {
  const styles = useStyles();
  const accounts = useQuery(accountsQuery).data ?? [];
  const openAccount = useApp((state) => state.openAccount);
  const go = useApp((state) => state.go);
  return (
    <Menu
      checkedValues={{ account: [account.accountId] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const chosen = accounts.find((each) => each.accountId === checkedItems[0]);
        if (chosen !== undefined && chosen.accountId !== account.accountId) openAccount(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <button
          type="button"
          className={mergeClasses(styles.card, narrow && styles.narrow)}
          title={describeAccount(account)}
        >
          <Avatar name={account.displayName} size={32} color="colorful" aria-hidden />
          <span className={mergeClasses(styles.words, narrow && styles.visuallyHidden)}>
            <span className={mergeClasses(styles.line, styles.name)}>{showText(account.displayName)}</span>
            <span className={mergeClasses(styles.line, styles.address)}>{describeAccount(account)}</span>
          </span>
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {accounts.map((each) => (
            <MenuItemRadio
              key={each.accountId}
              name="account"
              value={each.accountId}
              secondaryContent={describeAccount(each)}
            >
              {showText(each.displayName)}
            </MenuItemRadio>
          ))}
          <MenuDivider />
          {accounts.length > 1 && (
            <MenuItem icon={<PeopleList20Regular />} onClick={() => go({ name: 'accounts' })}>
              {t('overview.heading')}
            </MenuItem>
          )}
          <MenuItem icon={<PersonAdd20Regular />} onClick={() => go({ name: 'signIn' })}>
            {t('places.addAccount')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
