import type { IndexState } from '../../contract/found.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';

/** Keeps the index of drives whole and up to date. */
export interface Indexing {
  states(): IndexState[];
  /** Of an account's own drive. */
  stateOf(accountId: string): IndexState | null;
  enumerate(accountId: string, folder: ItemRef | null): Promise<void>;
  pause(accountId: string, isPaused: boolean): Promise<void>;
}

export function createIndexing({ accounts }: { accounts: AccountDrives }): Indexing {
  const states = (): IndexState[] =>
    accounts.all().map(({ accountId, driveId }) => ({
      accountId,
      driveId,
      isOwn: true,
      folder: null,
      name: null,
      state: 'notEnumerated',
      itemCount: 0,
      freshAt: null,
      failure: null,
      notices: 'none',
    }));
  return {
    states,
    stateOf: (accountId) => states().find((state) => state.accountId === accountId) ?? null,
    enumerate(accountId) {
      accounts.drive(accountId);
      return Promise.resolve();
    },
    pause: () => Promise.resolve(),
  };
}
