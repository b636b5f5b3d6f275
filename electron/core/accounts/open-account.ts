import type { Account, ItemRef } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import type { DriveAccess } from '../ports.ts';
import type { AccountDrive } from './account-drive.ts';
import type { AccountRecord } from './account-store.ts';

/** Until it is used it is only its record: no client, no pacing, no token. */
export interface OpenAccount extends AccountDrive {
  record: AccountRecord;
  claims: string | null;
  renewAccess(): void;
  readonly isConnected: boolean;
  close(): void;
}

export interface Opening {
  access: (record: () => AccountRecord) => DriveAccess;
  connect: (access: DriveAccess) => GraphClient;
}

export function createOpenAccount(record: AccountRecord, { access, connect }: Opening): OpenAccount {
  let graph: GraphClient | null = null;
  let inner: DriveAccess | null = null;
  const accessNow = () => (inner ??= access(() => account.record));

  const account: OpenAccount = {
    record,
    claims: null,
    get account(): Account {
      return account.record.account;
    },
    get root(): ItemRef {
      return account.record.root;
    },
    get graph(): GraphClient {
      // The client outlives a sign-in, so its users continue with the new tokens.
      graph ??= connect({
        graphUrl: accessNow().graphUrl,
        token(stale, claims) {
          // An account that only a person can fix is not tried again by every click and transfer.
          const { state, failure } = account.record.account;
          if (state === 'signInNeeded')
            return Promise.reject(new AppError('signInNeeded', { details: failure?.details ?? null }));
          return accessNow().token(stale, claims);
        },
        rejected: (failure) => accessNow().rejected?.(failure),
      });
      return graph;
    },
    get isConnected() {
      return graph !== null;
    },
    renewAccess() {
      inner = null;
    },
    close() {
      graph?.close();
    },
  };
  return account;
}
