import type { Removal as RemovalPlan } from '../../contract/sign-in.ts';
import type { Documents } from '../documents/documents.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { Accounts } from '../accounts/accounts.ts';

/** Signing out for good: what would be lost, and losing it. */
export interface Removal {
  /** @throws AppError notFound */
  plan(accountId: string): Promise<RemovalPlan>;
  /** Credentials, index, tickets and transfers go; local copies only when asked, and the drive is not touched. */
  remove(accountId: string, includeDocuments: boolean): Promise<void>;
}

export interface RemovalDeps {
  accounts: Accounts;
  transfers: Transfers;
  documents: Documents;
}

export function createRemoval({ accounts, transfers, documents }: RemovalDeps): Removal {
  const copiesOf = async (accountId: string) =>
    (await documents.list()).filter((copy) => copy.accountId === accountId);

  return {
    async plan(accountId) {
      accounts.drive(accountId);
      const { transfers: listed } = await transfers.list();
      const unfinished = listed.filter(
        (transfer) => transfer.accountId === accountId && transfer.endedAt === null,
      );
      return { unfinishedTransfers: unfinished.length, documents: (await copiesOf(accountId)).length };
    },
    async remove(accountId, includeDocuments) {
      accounts.drive(accountId);
      await transfers.leave(accountId);
      const copies = includeDocuments ? await copiesOf(accountId) : [];
      for (const { documentId } of copies) await documents.remove(documentId);
      // Last: when the account is gone from the list, everything of it is.
      await accounts.remove(accountId);
    },
  };
}
