import type { Failure } from '../../electron/contract/errors.ts';
import type { Account } from '../../electron/contract/records.ts';

/** That an account waits for its person. `failure` null: nothing was refused, its session just ended as it should. */
export interface AccountNeed {
  failure: Failure | null;
}

/** null: it needs nobody. */
export function toAccountNeed({ state, failure, credentials }: Account): AccountNeed | null {
  if (state === 'ready') return null;
  const isUnrefused = failure === null || (failure.code === 'signInNeeded' && failure.details === null);
  return { failure: credentials === 'session' && isUnrefused ? null : failure };
}
