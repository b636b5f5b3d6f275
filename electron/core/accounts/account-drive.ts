import type { Account, ItemRef } from '../../contract/records.ts';
import type { GraphClient } from '../graph/graph-client.ts';

/** Someone who is signed in, and the way to their drive. */
export interface AccountDrive {
  readonly account: Account;
  readonly root: ItemRef;
  readonly graph: GraphClient;
}

export interface AccountDrives {
  /** @throws AppError notFound for an account that is not here (any more) */
  drive(accountId: string): AccountDrive;
  /** null for an account that is not here (any more). */
  find(accountId: string): AccountDrive | null;
  all(): Account[];
}
