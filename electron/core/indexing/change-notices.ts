import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import type { Log } from '../ports.ts';

/** Tells of changes as the service pushes them. */
export interface NoticeConnection {
  isJoined(): boolean;
  close(): void;
}

export interface NoticeOptions {
  drive: AccountDrive;
  root: ItemRef;
  log: Log;
  changed: () => void;
}

/** null where the service offers none. */
export function connectNotices(_options: NoticeOptions): Promise<NoticeConnection | null> {
  return Promise.resolve(null);
}
