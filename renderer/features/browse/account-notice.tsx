import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toFailure } from '../../../electron/contract/error-codes.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { signInDefaultsQuery } from '../../api/app-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { toSignInNeed } from '../../state/sign-in-need.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { focusContent } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';

const useStyles = makeStyles({
  root: { margin: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

export function AccountNotice() {
  const styles = useStyles();
  const accountId = usePaneState((pane) => pane.accountId);
  const { go } = usePane();
  const canSeal = useQuery(signInDefaultsQuery).data?.canSeal ?? true;
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  const need = account === undefined ? null : toSignInNeed(account);
  if (account === undefined) return null;
  if (need === null) return account.isPaused ? <PausedNotice accountId={account.accountId} /> : null;
  const failure = need.failure ?? toFailure('signInNeeded');
  const { title, text } = toFailureText(failure);
  const again = { accountId: account.accountId, scopes: [] };
  return (
    <MessageBar intent="warning" role="region" className={styles.root}>
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>{' '}
        {need.failure === null ? t('signInNeeded.sessionOver', { canSeal }) : text}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" appearance="primary" onClick={() => go({ name: 'signIn', again })}>
          {t('signInNeeded.again')}
        </Button>
        {need.failure !== null && <FailureDetails failure={failure} />}
      </MessageBarActions>
    </MessageBar>
  );
}

function PausedNotice({ accountId }: { accountId: string }) {
  const styles = useStyles();
  // The button disappears.
  const resume = () => {
    void callOrToast('accounts.pause', { accountIds: [accountId], isPaused: false });
    focusContent();
  };
  return (
    <MessageBar intent="info" role="region" className={styles.root}>
      <MessageBarBody>
        <MessageBarTitle>{t('accountPaused.title')}</MessageBarTitle> {t('accountPaused.text')}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={resume}>
          {t('accountPaused.resume')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
