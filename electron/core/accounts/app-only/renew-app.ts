import type { Account } from '../../../contract/records.ts';
import { AppError } from '../../errors.ts';
import type { Accounts } from '../accounts.ts';
import type { AppGrant } from '../sign-in/app-flow.ts';
import { isSameApp, toRenewedRecord } from './app-account.ts';

/**
 * For every account that the app opens.
 * @throws AppError anotherAccount if it is not the app that the account was opened with
 */
export async function renewApp(
  accounts: Accounts,
  accountId: string,
  grant: AppGrant,
  keep: Account['credentials'],
): Promise<Account> {
  const records = accounts.records();
  const asked = records.find(({ account }) => account.accountId === accountId);
  if (asked === undefined) throw new AppError('notFound');
  if (!isSameApp(asked, grant.registration))
    throw new AppError('anotherAccount', { facts: { who: asked.account.displayName } });
  await accounts.addAll(
    records
      .filter((record) => isSameApp(record, grant.registration))
      .map((record) => ({ record: toRenewedRecord(record, grant, keep), credential: grant.credential })),
  );
  return accounts.drive(accountId).account;
}
