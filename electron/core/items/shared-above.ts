import type { ItemRef } from '../../contract/records.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';

/** The items of one folder have one parent; search results may have more, and the first ones suffice. */
const maxParents = 20;

/** The person's own shared folders above the entries, as far as the index knows them. */
export async function findSharedAbove(
  index: Pick<Index, 'call'>,
  accountId: string,
  entries: readonly DriveEntry[],
): Promise<string[]> {
  const parents = new Map<string, ItemRef>();
  for (const { parent } of entries) {
    if (parents.size === maxParents) break;
    if (parent !== null) parents.set(toItemKey(parent), parent);
  }
  const chains = await Promise.all(
    [...parents.values()].map((item) => index.call('chain', { accountId, item, place: 'myfiles' })),
  );
  const shared = chains.flat().filter(({ entry }) => entry.sharing === 'byMe');
  return [...new Set(shared.map(({ entry }) => toItemKey(entry.own)))];
}
