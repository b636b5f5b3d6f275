import type { Failure } from '../../electron/contract/errors.ts';
import type { Account } from '../../electron/contract/records.ts';

/** What an account needs of its person. */
export type AccountNeed =
  /** `failure` null: nothing was refused, the sign-in just lasted no longer than it should. */
  | { kind: 'signIn'; failure: Failure | null }
  /** Its client secret or certificate works, but not for long. */
  | { kind: 'secretEnds'; endsAt: string };

const aheadMs = 14 * 24 * 3_600_000;

/** null: nothing. */
export function toAccountNeed(account: Account, nowMs: number): AccountNeed | null {
  const { state, failure, credentials, secretExpiresAt } = account;
  if (state === 'signInNeeded') {
    const isOver = credentials === 'session' && (failure?.details ?? null) === null;
    return { kind: 'signIn', failure: isOver && failure?.code === 'signInNeeded' ? null : failure };
  }
  if (secretExpiresAt === null || Date.parse(secretExpiresAt) - nowMs > aheadMs) return null;
  return { kind: 'secretEnds', endsAt: secretExpiresAt };
}
