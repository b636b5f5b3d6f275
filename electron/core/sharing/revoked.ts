import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isOwnDrive } from '../accounts/full-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';
import { toMissingConsent } from './missing-consent.ts';

/**
 * Revoked items answer 404 or 403; on the list of shared items they stay. `accessRevoked`, or
 * `consentMissing` without the necessary consent. Other failures are returned unchanged.
 */
export async function toRevokedError(
  index: Index,
  drive: AccountDrive,
  item: ItemRef,
  error: unknown,
): Promise<unknown> {
  const missing = toMissingConsent(drive.account, item, error, 'read');
  if (missing !== null) return missing;
  if (!isAppError(error, 'notFound', 'accessDenied')) return error;
  if (isOwnDrive(drive, item)) return isAppError(error, 'accessDenied') ? toOwnRefusal(error) : error;
  const { accountId } = drive.account;
  const links = await index.call('chain', { accountId, item, place: 'shared' });
  const top = links.find(({ inSharedList }) => inSharedList)?.entry;
  if (top === undefined || (!sameItem(top, item) && (await isReachable(index, drive, top)))) return error;
  await index.call('setRevoked', {
    accountId,
    item: { driveId: top.driveId, itemId: top.itemId },
    revoked: true,
  });
  const { name: subject, sharedBy: who } = top;
  return new AppError('accessRevoked', { subject, facts: { who }, details: error.details, cause: error });
}

function toOwnRefusal(error: AppError<'accessDenied'>): AppError {
  const { subject, facts, details } = error;
  return new AppError('accessDenied', { subject, facts: { ...facts, isOwn: true }, details, cause: error });
}

/** Either something inside was removed or the whole share was revoked: its top folder tells. */
async function isReachable(index: Index, drive: AccountDrive, top: ItemRef): Promise<boolean> {
  try {
    await refreshItem(index, drive, top);
    return true;
  } catch (error) {
    return !isAppError(error, 'notFound', 'accessDenied');
  }
}
