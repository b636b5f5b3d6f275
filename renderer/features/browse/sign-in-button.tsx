import { Button } from '@fluentui/react-components';
import type { Failure } from '../../../electron/contract/errors.ts';
import { toSignInAction } from '../../state/sign-in-action.ts';
import { usePane, usePaneState } from '../../state/pane.ts';

export function SignInButton({ failure, size }: { failure: Failure; size?: 'small' }) {
  const accountId = usePaneState((pane) => pane.accountId);
  const { go } = usePane();
  const action = accountId === null ? null : toSignInAction(failure, accountId);
  if (action === null) return null;
  return (
    <Button appearance="primary" {...(size === undefined ? {} : { size })} onClick={() => go(action.page)}>
      {action.label}
    </Button>
  );
}
