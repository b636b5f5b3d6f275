import type { ItemRef } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { AccountDrive } from './account-drive.ts';

interface Space {
  freeBytes: number | null;
  neededBytes: number | null;
}

/** In the account's own drive, whose storage is the person's. */
export const isOwnDrive = ({ account }: AccountDrive, { driveId }: ItemRef): boolean =>
  toDriveKey(driveId) === toDriveKey(account.driveId);

/** Says whose OneDrive is full: a person with several accounts has several. */
export function toFullDrive(
  drive: AccountDrive,
  item: ItemRef,
  error: AppError,
  space: Partial<Space> = {},
): AppError {
  const { subject, details } = error;
  if (!isOwnDrive(drive, item)) return new AppError('ownerQuotaFull', { subject, details, cause: error });
  const facts = { account: toFullAccount(drive), ...space };
  return new AppError('quotaFull', { subject, facts, details, cause: error });
}

export const toFullAccount = ({ account }: AccountDrive): string => account.address || account.displayName;
