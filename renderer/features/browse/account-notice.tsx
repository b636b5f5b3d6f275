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
import { toPageFailure } from '../../api/client.ts';
import { accountsQuery } from '../../api/queries.ts';
import { type AccountNeed, toAccountNeed } from '../../state/account-need.ts';
import { useApp } from '../../state/store.ts';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { useNow } from '../../ui/use-now.ts';
import { toFailureWords } from '../../words/failures.ts';
import { signInNeededWords as words } from '../../words/sign-in.ts';

const useStyles = makeStyles({
  root: { margin: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

/** Over the files of an account that needs its person: why, and the way to sign in. What is here can be looked at. */
export function AccountNotice() {
  const styles = useStyles();
  const accountId = useApp((state) => state.accountId);
  const go = useApp((state) => state.go);
  const now = useNow(60_000);
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  const need = account === undefined ? null : toAccountNeed(account, now);
  if (account === undefined || need === null) return null;
  const { title, text, action } = toNeedWords(need);
  const again = { accountId: account.accountId, scopes: [] };
  return (
    <MessageBar intent="warning" role="region" className={styles.root}>
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {text}
      </MessageBarBody>
      <MessageBarActions>
        <Button
          size="small"
          appearance={need.kind === 'signIn' ? 'primary' : 'secondary'}
          onClick={() => go({ name: 'signIn', again })}
        >
          {action}
        </Button>
        {need.kind === 'signIn' && need.failure !== null && <FailureDetails failure={need.failure} />}
      </MessageBarActions>
    </MessageBar>
  );
}

function toNeedWords(need: AccountNeed): { title: string; text: string; action: string } {
  if (need.kind === 'secretEnds')
    return { title: words.secretEnds(need.endsAt), text: words.secretEndsText, action: words.newSecret };
  const { title, text } = toFailureWords(need.failure ?? toPageFailure('signInNeeded'));
  return { title, text: need.failure === null ? words.sessionOver : text, action: words.again };
}
