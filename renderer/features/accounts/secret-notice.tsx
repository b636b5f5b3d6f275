import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { toSecretDays } from '../../../electron/contract/secret-days.ts';
import { useApp } from '../../state/store.ts';
import { useNow } from '../../ui/use-now.ts';
const hourMs = 3_600_000;

export function SecretNotice() {
  const accountId = useApp((state) => state.accountId);
  const go = useApp((state) => state.go);
  const accounts = useQuery(accountsQuery).data ?? [];
  const now = useNow(hourMs);
  const account = accounts.find((each) => each.accountId === accountId);
  const days = account === undefined ? null : toSecretDays(account, now);
  // An account that needs a sign-in already shows another notice.
  if (account === undefined || days === null || account.state !== 'ready') return null;
  return (
    <MessageBar intent={days < 0 ? 'error' : 'warning'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {days < 0 ? t('secretNotice.expired') : t('secretNotice.title', { days })}
        </MessageBarTitle>
        {t('secretNotice.text')}
      </MessageBarBody>
      <MessageBarActions>
        <Button
          size="small"
          onClick={() => go({ name: 'signIn', again: { accountId: account.accountId, scopes: [] } })}
        >
          {t('secretNotice.enter')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
