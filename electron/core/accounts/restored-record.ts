import { AppError } from '../errors.ts';
import { toPlaces } from './account-facts.ts';
import type { AccountRecord } from './account-store.ts';

/** Session credentials are gone; a keyring that was locked may be open by now. */
export function toRestoredAccount(stored: AccountRecord): AccountRecord {
  // Earlier versions knew fewer places.
  const record = { ...stored, account: { ...stored.account, places: toPlaces(stored.account) } };
  const { account, identity } = record;
  // Its secret is read from its location each time.
  const isUnattended = identity?.kind === 'app' && identity.source !== null;
  if (account.credentials === 'session' && !isUnattended) {
    const failure = account.failure ?? new AppError('signInNeeded').toFailure();
    return { ...record, account: { ...account, state: 'signInNeeded', failure } };
  }
  if (account.failure?.code !== 'keyringUnusable') return record;
  return { ...record, account: { ...account, state: 'ready', failure: null } };
}
