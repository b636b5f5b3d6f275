import type { Account } from '../../contract/records.ts';
import type { AccountRecord } from './account-store.ts';
import type { Credential, CredentialStore } from './credential-store.ts';

/** Somebody who has just signed in, with what opens their drive. */
export interface NewAccount {
  record: AccountRecord;
  credential: Credential;
}

/**
 * Keeps the credential of somebody who comes in, in the place of that of the account they had (`known`). What is found
 * elsewhere each time is not kept here.
 *
 * @throws AppError cannotSeal
 */
export async function storeCredential(
  credentials: CredentialStore,
  { record, credential }: NewAccount,
  known: Account | null,
): Promise<void> {
  if (known !== null && known.credentials !== record.account.credentials) await credentials.forget(known);
  if (record.identity?.kind === 'app' && record.identity.source !== null)
    await credentials.forget(record.account);
  else await credentials.write(record.account, credential);
}
