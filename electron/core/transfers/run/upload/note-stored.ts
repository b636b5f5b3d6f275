import type { ItemRef } from '../../../../contract/records.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { Index } from '../../../index/index-client.ts';

/** Puts what was stored into the index, and so on screen. An answer to a write does not tell whom it is shared with. */
export async function noteStored(
  index: Index,
  drive: AccountDrive,
  entry: DriveEntry,
  parent: ItemRef | null,
): Promise<void> {
  const { accountId } = drive.account;
  const { driveId, itemId } = entry;
  const known = await index.call('find', { accountId, item: { driveId, itemId } });
  const kept =
    known === null
      ? entry
      : { ...entry, sharing: known.sharing, sharedBy: known.sharedBy, owner: known.owner };
  await index.call('put', { accountId, entry: kept, parent });
}
