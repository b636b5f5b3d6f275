import type { Permission } from '@microsoft/microsoft-graph-types';
import type { ItemRef, PlaceName } from '../../contract/records.ts';
import type { SharedEntry } from '../../contract/shared-list.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toFullDrive } from '../accounts/full-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath, toDriveKey, toAccountItemKey } from '../graph/addressing.ts';
import { connectionErrors } from '../graph/json-batch.ts';
import { createItems } from '../graph/items.ts';
import { toMissingConsent } from './missing-consent.ts';

/**
 * The service shows only the permissions that concern the user. If they are not visible, the folder counts as
 * writable until a write is refused. `ancestors` are the folders from the shared one down to the target.
 */
export interface WriteAccess {
  canWrite(drive: AccountDrive, ancestors: readonly ItemRef[], place: PlaceName): boolean;
  /** Asks for a subfolder only if the shared folder is read-only. */
  learn(drive: AccountDrive, ancestors: readonly ItemRef[]): Promise<void>;
  learnAll(drive: AccountDrive, items: readonly ItemRef[]): Promise<void>;
  rightsOf(drive: AccountDrive, item: ItemRef): SharedEntry['rights'];
  /** Asks if it isn't known; false if there is no response. */
  isViewOnly(drive: AccountDrive, item: ItemRef): Promise<boolean>;
  /** Only a refusal reveals it. */
  needsCheckOut(item: ItemRef): boolean;
  noteCheckOut(drive: AccountDrive, item: ItemRef): void;
  /** The library no longer requires a check-out: a file was changed there without one. */
  noteNoCheckOut(drive: AccountDrive, item: ItemRef): void;
  /** Which side refused a change, if one did; other errors are returned unchanged. */
  explain(drive: AccountDrive, item: ItemRef, error: unknown, wanted: WantedChange): unknown;
  /** In the user's own drive the cause is a policy rather than permissions. */
  refused(drive: AccountDrive, item: ItemRef, error: AppError, wanted: WantedChange): AppError;
}

/** share: of who has access. */
export type WantedChange = 'add' | 'change' | 'share';

const ownCodes = { add: 'addRefused', change: 'changeRefused', share: 'sharingRefused' } as const;
const foreignCodes = { add: 'addDenied', change: null, share: 'sharingDenied' } as const;

type Verdict = 'writable' | 'readOnly' | 'unknown';

const isMine = ({ account }: AccountDrive, ref: ItemRef) =>
  toDriveKey(ref.driveId) === toDriveKey(account.driveId);

export function createWriteAccess(changed: (accountId: string) => void): WriteAccess {
  const verdicts = new Map<string, Verdict>();
  const checkedOutDrives = new Set<string>();
  const verdictOf = ({ account }: AccountDrive, ref: ItemRef) =>
    verdicts.get(toAccountItemKey(account.accountId, ref));

  const settle = ({ account }: AccountDrive, ref: ItemRef, verdict: Verdict) => {
    const key = toAccountItemKey(account.accountId, ref);
    if (verdicts.get(key) === verdict) return;
    verdicts.set(key, verdict);
    if (verdict !== 'unknown') changed(account.accountId);
  };

  const ask = async (drive: AccountDrive, ref: ItemRef) => {
    if (verdictOf(drive, ref) !== undefined) return;
    settle(drive, ref, 'unknown');
    try {
      const request = {
        method: 'GET' as const,
        path: `${itemPath(ref)}/permissions`,
        priority: 'background' as const,
      };
      const roles = await drive.graph.json(request, parseRoles);
      if (roles.length > 0) settle(drive, ref, roles.some(isWritingRole) ? 'writable' : 'readOnly');
    } catch (error) {
      // The first refused write will tell. Asks again later if there was no response.
      if (isAppError(error, 'notFound', 'accessDenied', 'notSupported', 'unexpectedAnswer')) return;
      verdicts.delete(toAccountItemKey(drive.account.accountId, ref));
    }
  };

  const refused: WriteAccess['refused'] = (drive, item, error, wanted) => {
    const { subject, details } = error;
    const isOwn = isMine(drive, item);
    // Who may write need not be allowed to share.
    if (!isOwn && wanted !== 'share') settle(drive, item, 'readOnly');
    // One protected file says nothing about the own drive.
    const isRule = isOwn && drive.account.canWrite && drive.account.kind !== 'app';
    const code = isRule ? ownCodes[wanted] : foreignCodes[wanted];
    return code === null ? error : new AppError(code, { subject, details, cause: error });
  };

  return {
    canWrite(drive, ancestors, place) {
      const theirs = ancestors.filter((ref) => !isMine(drive, ref));
      if (!drive.account.canWrite || (place === 'shared' && ancestors.length === 0)) return false;
      const known = theirs.map((ref) => verdictOf(drive, ref));
      return known.at(-1) !== 'readOnly' && (!known.includes('readOnly') || known.includes('writable'));
    },
    async learn(drive, ancestors) {
      const theirs = ancestors.filter((ref) => !isMine(drive, ref));
      const [top, folder] = [theirs[0], theirs.at(-1)];
      if (top === undefined || folder === undefined) return;
      await ask(drive, top);
      if (verdictOf(drive, top) === 'readOnly') await ask(drive, folder);
    },
    async learnAll(drive, items) {
      const unknown = items.filter((ref) => !isMine(drive, ref) && verdictOf(drive, ref) === undefined);
      for (const ref of unknown) settle(drive, ref, 'unknown');
      const parts = unknown.map((ref) => ({
        method: 'GET' as const,
        path: `${itemPath(ref)}/permissions`,
        subject: null,
      }));
      const results = await Promise.all(createItems(drive, { priority: 'background' }).batch(parts));
      for (const [at, result] of results.entries()) {
        const ref = unknown[at];
        const roles = result.ok ? (parseRoles(result.body) ?? []) : [];
        if (ref === undefined) continue;
        if (roles.length > 0) settle(drive, ref, roles.some(isWritingRole) ? 'writable' : 'readOnly');
        // Asks again later if there was no response.
        else if (!result.ok && connectionErrors.has(result.error.code))
          verdicts.delete(toAccountItemKey(drive.account.accountId, ref));
      }
    },
    rightsOf(drive, item) {
      const verdict = verdictOf(drive, item);
      if (verdict === 'readOnly' || !drive.account.canWrite) return 'view';
      return verdict === 'writable' ? 'edit' : 'unknown';
    },
    async isViewOnly(drive, item) {
      if (!drive.account.canWrite) return true;
      if (isMine(drive, item)) return false;
      await ask(drive, item);
      return verdictOf(drive, item) === 'readOnly';
    },
    needsCheckOut: ({ driveId }) => checkedOutDrives.has(toDriveKey(driveId)),
    noteCheckOut({ account }, { driveId }) {
      if (checkedOutDrives.has(toDriveKey(driveId))) return;
      checkedOutDrives.add(toDriveKey(driveId));
      changed(account.accountId);
    },
    noteNoCheckOut({ account }, { driveId }) {
      if (checkedOutDrives.delete(toDriveKey(driveId))) changed(account.accountId);
    },
    explain(drive, item, error, wanted) {
      const missing = toMissingConsent(drive.account, item, error, 'write');
      if (missing !== null) return missing;
      if (isAppError(error, 'quotaFull')) return toFullDrive(drive, item, error);
      if (wanted === 'add' && isAppError(error, 'changeRefused')) return refused(drive, item, error, wanted);
      const isRefusal = isAppError(error, 'accessDenied') && error.facts.isReading !== true;
      return isRefusal ? refused(drive, item, error, wanted) : error;
    },
    refused,
  };
}

const isWritingRole = (role: string): boolean => role === 'write' || role === 'owner';

function parseRoles(value: unknown): string[] | undefined {
  const list = (value as { value?: Permission[] } | null)?.value;
  return Array.isArray(list) ? list.flatMap(({ roles }) => roles ?? []) : undefined;
}
