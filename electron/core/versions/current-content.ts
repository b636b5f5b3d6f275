import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { createItems } from '../graph/items.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';

/** What is read to settle one lost response. */
const maxBytes = 16 * 1024 * 1024;

/** By its hash: the history lists no hashes, and another save may have the same size. False if unknown. */
export async function isCurrentContent(
  drive: AccountDrive,
  item: ItemRef,
  versionPath: string,
): Promise<boolean> {
  const { quickXorHash, sizeBytes } = (await createItems(drive).get(item)).entry;
  if (quickXorHash === null || sizeBytes === null || sizeBytes > maxBytes) return false;
  const url = await drive.graph.location({ method: 'GET', path: versionPath });
  const { status, body } = await drive.graph.presigned.request({
    method: 'GET',
    url,
    priority: 'person',
    followsRedirects: true,
  });
  const hash = createQuickXorHash();
  for await (const block of body) hash.update(block);
  return status === 200 && hash.digest() === quickXorHash;
}
