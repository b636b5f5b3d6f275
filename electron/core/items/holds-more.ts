import type { ItemRef } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createItems, orNull, type ItemSource } from '../graph/items.ts';

/** For more folders this would take too long: their sizes decide. */
const maxFolders = 300;

/**
 * Something at any depth that its original does not have: work added since. Also true if the original is
 * gone.
 */
export async function holdsMore(
  drive: ItemSource,
  copy: ItemRef,
  original: ItemRef,
  folderLimit = maxFolders,
): Promise<boolean> {
  const pairs = [{ copy, original }];
  for (let listed = 0; ; listed += 1) {
    const pair = pairs.pop();
    if (pair === undefined) return false;
    if (listed >= folderLimit) return !(await areOfOneSize(drive, copy, original));
    const there = await orNull(listByName(drive, pair.original));
    if (there === null) return true;
    for (const mine of (await listByName(drive, pair.copy)).values()) {
      const theirs = there.get(toKey(mine.name));
      if (theirs === undefined || !isSame(mine, theirs)) return true;
      if (mine.kind === 'folder') pairs.push({ copy: toRef(mine), original: toRef(theirs) });
    }
  }
}

const toKey = (name: string): string => name.normalize('NFC').toLowerCase();
const toRef = ({ driveId, itemId }: DriveEntry): ItemRef => ({ driveId, itemId });

async function listByName(drive: ItemSource, folder: ItemRef): Promise<Map<string, DriveEntry>> {
  const byName = new Map<string, DriveEntry>();
  await createItems(drive).children(folder, async (entries) => {
    for (const entry of entries) byName.set(toKey(entry.name), entry);
  });
  return byName;
}

function isSame(mine: DriveEntry, theirs: DriveEntry): boolean {
  if (mine.kind !== theirs.kind) return false;
  if (mine.kind !== 'file') return true;
  return mine.quickXorHash !== null && theirs.quickXorHash !== null
    ? mine.quickXorHash === theirs.quickXorHash
    : mine.sizeBytes === theirs.sizeBytes;
}

async function areOfOneSize(drive: ItemSource, one: ItemRef, other: ItemRef): Promise<boolean> {
  const items = createItems(drive);
  const [mine, theirs] = await Promise.all([items.folderSize(one), orNull(items.folderSize(other))]);
  return mine !== null && mine === theirs;
}
