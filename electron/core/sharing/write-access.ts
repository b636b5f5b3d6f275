import type { Permission } from '@microsoft/microsoft-graph-types';
import type { ItemRef, PlaceName } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { itemPath, toDriveKey, toItemKey } from '../graph/addressing.ts';

/**
 * Whether I may write in what others share with me. The service has no plain answer: it shows me the permissions that
 * concern me. Where none of them lets me write, the folder is read-only; where they can't be seen, it counts as
 * writable until a write is refused.
 */
export interface WriteAccess {
  canWrite(drive: AccountDrive, top: ItemRef | null, place: PlaceName): boolean;
  /** Asks once for each shared folder; tells when the answer makes a difference. */
  learn(drive: AccountDrive, top: ItemRef | null): void;
  /** A write was refused there. */
  refused(drive: AccountDrive, top: ItemRef): void;
}

const keyOf = (accountId: string, ref: ItemRef) => `${accountId} ${toItemKey(ref)}`;
const isMine = ({ account }: AccountDrive, ref: ItemRef) => toDriveKey(ref.driveId) === toDriveKey(account.driveId);

export function createWriteAccess(changed: (accountId: string) => void): WriteAccess {
  const readOnly = new Set<string>();
  const asked = new Set<string>();

  const refused = (drive: AccountDrive, top: ItemRef) => {
    const { accountId } = drive.account;
    const key = keyOf(accountId, top);
    // One protected file says nothing about my own drive.
    if (isMine(drive, top) || readOnly.has(key)) return;
    readOnly.add(key);
    changed(accountId);
  };

  const ask = async (drive: AccountDrive, top: ItemRef) => {
    const path = `${itemPath(top)}/permissions`;
    const roles = await drive.graph.json({ method: 'GET', path, priority: 'background' }, parseRoles);
    const mayWrite = roles.some((role) => role === 'write' || role === 'owner');
    if (roles.length > 0 && !mayWrite) refused(drive, top);
  };

  return {
    canWrite(drive, top, place) {
      if (top === null) return place === 'myfiles' && drive.account.canWrite;
      return drive.account.canWrite && !readOnly.has(keyOf(drive.account.accountId, top));
    },
    learn(drive, top) {
      if (top === null || isMine(drive, top)) return;
      const key = keyOf(drive.account.accountId, top);
      if (asked.has(key)) return;
      asked.add(key);
      ask(drive, top).catch((error: unknown) => {
        // Not to know is no failure: the first refused write will tell. Where there was no answer, ask again later.
        if (!isAppError(error, 'notFound', 'accessDenied', 'notSupported', 'unexpectedAnswer')) asked.delete(key);
      });
    },
    refused,
  };
}

function parseRoles(value: unknown): string[] | undefined {
  const list = (value as { value?: Permission[] } | null)?.value;
  return Array.isArray(list) ? list.flatMap(({ roles }) => roles ?? []) : undefined;
}
