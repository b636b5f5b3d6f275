import type { Account, ItemRef } from '../../contract/records.ts';
import type { ScopeName } from '../../contract/sign-in.ts';
import { AppError, isAppError } from '../errors.ts';
import { toDriveKey } from '../graph/addressing.ts';

const readers: readonly ScopeName[] = [
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
];
const writers: readonly ScopeName[] = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];

/**
 * On work accounts, other people's items need the permissions ending in ".All". No item can be changed with
 * permissions to read. null if more permissions would not help.
 */
export function toMissingConsent(
  account: Account,
  item: ItemRef,
  error: unknown,
  use: 'read' | 'write',
): AppError | null {
  if (!isAppError(error, 'accessDenied') || account.kind !== 'delegated') return null;
  const needed = toNeededScope(account, item, use);
  if (needed === null) return null;
  const { subject, details } = error;
  return new AppError('consentMissing', { subject, facts: { scopes: [needed] }, details, cause: error });
}

function toNeededScope(account: Account, item: ItemRef, use: 'read' | 'write'): ScopeName | null {
  if (account.driveType === 'personal' || toDriveKey(item.driveId) === toDriveKey(account.driveId))
    return use === 'write' && !account.canWrite ? 'Files.ReadWrite' : null;
  const enough: readonly string[] = use === 'read' ? readers : writers;
  if (account.granted.some((name) => enough.includes(name))) return null;
  return use === 'read' ? 'Files.Read.All' : 'Files.ReadWrite.All';
}
