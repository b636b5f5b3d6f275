import type { Account } from '../../contract/records.ts';
import type { AccountRecord } from './account-store.ts';
import type { Credential, CredentialStore } from './credential-store.ts';

export interface NewAccount {
  record: AccountRecord;
  credential: Credential;
}

/**
 * Replaces that of the existing account (`known`). A credential that is read from elsewhere is not stored.
 * @throws AppError keyringMissing
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
