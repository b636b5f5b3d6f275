import type { Account, ItemRef } from '../../contract/records.ts';
import type { GraphClient } from '../graph/graph-client.ts';

export interface AccountDrive {
  readonly account: Account;
  readonly root: ItemRef;
  readonly graph: GraphClient;
}

export interface AccountDrives {
  /** @throws AppError notFound for an unknown account */
  drive(accountId: string): AccountDrive;
  /** null for an unknown account. */
  find(accountId: string): AccountDrive | null;
  all(): Account[];
}
