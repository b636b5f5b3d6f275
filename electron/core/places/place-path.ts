import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { Index } from '../index/index-client.ts';
import { placeOf } from '../libraries/library-of.ts';
import { loadAncestors, locate } from './crumbs.ts';

/** "myfiles/Finance" or "shared/HR/Forms". null: shared by itself. */
export async function toPlacePath(
  index: Index,
  drive: AccountDrive,
  folder: ItemRef | null,
): Promise<string> {
  if (folder === null) return 'shared';
  const isMine = toDriveKey(folder.driveId) === toDriveKey(drive.account.driveId);
  const place = placeOf(drive.account, folder.driveId);
  const known = await locate(index, drive, place, folder);
  if (known.isComplete) return known.path;
  // A shortcut in My files may also lead to another person's folder.
  const other = isMine ? known : await locate(index, drive, 'myfiles', folder);
  if (other.isComplete) return other.path;
  await loadAncestors(index, drive, place, folder).catch(() => undefined);
  return (await locate(index, drive, place, folder)).path;
}
