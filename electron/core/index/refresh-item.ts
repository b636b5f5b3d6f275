import type { ItemRef } from '../../contract/records.ts';
import { createItems, type ItemSource } from '../graph/items.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Index } from './index-client.ts';

/** @throws AppError notFound, accessDenied … */
export async function refreshItem(
  index: Index,
  drive: ItemSource & { readonly account: { readonly accountId: string } },
  item: ItemRef,
): Promise<DriveEntry> {
  const { entry } = await createItems(drive).get(item);
  await index.call('put', { accountId: drive.account.accountId, entry, parent: null });
  return entry;
}
