import type { FoundIn } from '../../contract/found.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toDriveKey, toItemKey } from '../graph/addressing.ts';
import type { Index } from '../index/index-client.ts';
import { placeOf } from '../libraries/library-of.ts';
import { locate } from '../places/crumbs.ts';

export function createWhereFound(
  index: Index,
  drive: AccountDrive,
): (folder: ItemRef | null) => Promise<FoundIn> {
  const known = new Map<string, Promise<FoundIn>>();

  const find = async (folder: ItemRef): Promise<FoundIn> => {
    const isMine = toDriveKey(folder.driveId) === toDriveKey(drive.account.driveId);
    const place = placeOf(drive.account, folder.driveId);
    const located = await locate(index, drive, place, folder);
    if (located.isComplete || isMine) return { place, folder, path: located.path };
    // A shortcut in My files may lead there, too.
    const other = await locate(index, drive, 'myfiles', folder);
    return other.isComplete
      ? { place: 'myfiles', folder, path: other.path }
      : { place, folder, path: located.path };
  };

  return (folder) => {
    if (folder === null) return Promise.resolve({ place: 'shared', folder: null, path: 'shared' });
    const key = toItemKey(folder);
    const found = known.get(key) ?? find(folder);
    known.set(key, found);
    return found;
  };
}
