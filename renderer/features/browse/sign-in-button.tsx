import { Button } from '@fluentui/react-components';
import type { Failure } from '../../../electron/contract/errors.ts';
import { toSignInCure } from '../../state/sign-in-action.ts';
import { useApp } from '../../state/store.ts';

/** Where a failure of the open account is shown: the sign-in that mends it, if one does. */
export function SignInCureButton({ failure, size }: { failure: Failure; size?: 'small' }) {
  const accountId = useApp((state) => state.accountId);
  const go = useApp((state) => state.go);
  const cure = accountId === null ? null : toSignInCure(failure, accountId);
  if (cure === null) return null;
  return (
    <Button appearance="primary" {...(size === undefined ? {} : { size })} onClick={() => go(cure.page)}>
      {cure.label}
    </Button>
  );
}
