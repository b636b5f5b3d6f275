import type { Failure } from '../../electron/contract/errors.ts';
import type { ScopeName } from '../../electron/contract/sign-in.ts';
import { toFailureWords } from '../words/failures.ts';
import { scopeWords, signInNeededWords as words } from '../words/sign-in.ts';
import type { Page } from './navigation.ts';

/** The sign-in that fixes a failure of an account. */
export interface SignInAction {
  label: string;
  page: Page;
}

const known = Object.keys(scopeWords) as ScopeName[];

/** null for a failure that signing in does not fix. */
export function toSignInAction(failure: Failure, accountId: string): SignInAction | null {
  const missing = failure.facts.scopes ?? [];
  const scopes = known.filter((scope) => missing.includes(scope));
  if (failure.code === 'consentMissing' && scopes.length > 0)
    return { label: words.more, page: { name: 'signIn', again: { accountId, scopes } } };
  const { action } = toFailureWords(failure);
  if (action !== 'signIn' && action !== 'useBrowser') return null;
  return { label: words.again, page: { name: 'signIn', again: { accountId, scopes: [] } } };
}
