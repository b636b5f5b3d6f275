import type { ItemRef } from '../../contract/records.ts';
import type { Documents } from '../documents/documents.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toDownloads, type ItemMethods } from '../methods/item-methods.ts';
import type { Freshness } from './freshness.ts';
import type { KeptItems } from './kept-items.ts';

export interface KeepItemsDeps {
  kept: KeptItems;
  documents: Documents;
  freshness: Freshness;
  itemMethods: Pick<ItemMethods, 'download'>;
}

export interface Keeping {
  accountId: string;
  pathOf: (this: void, entry: DriveEntry) => string;
  entries: readonly DriveEntry[];
}

/** Notebooks and malware are left out. */
export async function keepItems(
  { kept, documents, freshness, itemMethods }: KeepItemsDeps,
  { accountId, entries, pathOf }: Keeping,
): Promise<{ count: number; batchId: string | null }> {
  const wanted = entries.filter(({ kind, problem }) => kind !== 'package' && problem === null);
  await kept.put(
    wanted.map((entry) => ({
      accountId,
      item: { driveId: entry.driveId, itemId: entry.itemId },
      kind: entry.kind === 'folder' ? 'folder' : 'file',
      name: entry.name,
      from: pathOf(entry),
    })),
  );
  const missing: DriveEntry[] = [];
  for (const entry of wanted)
    if (entry.kind === 'folder' || !(await isHere(documents, freshness, accountId, entry)))
      missing.push(entry);
  const downloads = toDownloads({ entries: missing, pathOf }, null);
  const batchId = downloads.length === 0 ? null : itemMethods.download(accountId, downloads).batchId;
  return { count: wanted.length, batchId };
}

/** Removes nothing now. */
export async function letGoOfItems(
  { kept }: Pick<KeepItemsDeps, 'kept'>,
  { accountId, entries }: Pick<Keeping, 'accountId' | 'entries'>,
): Promise<{ count: number; batchId: null }> {
  const items: ItemRef[] = entries.map(({ driveId, itemId }) => ({ driveId, itemId }));
  await kept.remove(accountId, items);
  return { count: items.length, batchId: null };
}

/** An edited copy is the user's own work; one that may be outdated is downloaded again. */
async function isHere(
  documents: Documents,
  freshness: Freshness,
  accountId: string,
  item: ItemRef,
): Promise<boolean> {
  const copy = await documents.find(accountId, item);
  return copy?.state === 'changed' || (copy?.state === 'present' && freshness.of(copy.record) === 'same');
}
