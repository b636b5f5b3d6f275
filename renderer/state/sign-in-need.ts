import type { Failure } from '../../electron/contract/errors.ts';
import type { Account } from '../../electron/contract/records.ts';

/** `failure` null: its session ended as intended. */
export interface SignInNeed {
  failure: Failure | null;
}

/** null: the account is ready. */
export function toSignInNeed({ state, failure, credentials }: Account): SignInNeed | null {
  if (state === 'ready') return null;
  const isUnrefused = failure === null || (failure.code === 'signInNeeded' && failure.details === null);
  return { failure: credentials === 'session' && isUnrefused ? null : failure };
}
