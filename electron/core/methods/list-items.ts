import type { Library } from '../../contract/libraries.ts';
import type { ListedItem } from '../../contract/methods.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import { sharedList } from '../index/index-calls.ts';
import { toLibraryRoot } from '../libraries/library-of.ts';

export interface ListedFolder {
  ref: ItemRef;
  path: string;
}

/** The next response is requested when it resolves. */
export type EntrySink = (found: readonly { entry: DriveEntry; path: string }[]) => Promise<void>;

export interface WalkOptions {
  recursive: boolean;
  signal: AbortSignal;
  /** Called for subfolders that could not be listed; throw to stop. */
  onFailure?: (path: string, error: unknown) => void;
  /** The list of shared items, if the walk starts there. */
  shared?: () => Promise<DriveEntry[]>;
}

/** Shortcuts to other people's folders are not followed, as they may form a loop. */
export async function walkFolder(
  drive: AccountDrive,
  folder: ListedFolder,
  { recursive, signal, onFailure, shared }: WalkOptions,
  onEntries: EntrySink,
): Promise<void> {
  const pending: ListedFolder[] = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { ref, path } = next;
    const below: ListedFolder[] = [];
    /** A restarted listing repeats entries. */
    const seen = new Set<string>();
    const onListing = async (entries: readonly DriveEntry[]): Promise<void> => {
      signal.throwIfAborted();
      const fresh = entries.filter(({ own }) => !seen.has(toItemKey(own)));
      for (const { own } of fresh) seen.add(toItemKey(own));
      const found = fresh.map((entry) => ({ entry, path: `${path}/${entry.name}` }));
      if (recursive)
        for (const { entry, path: at } of found)
          if (isOwnFolder(entry, ref)) below.push({ ref: toRef(entry), path: at });
      await onEntries(found);
    };
    try {
      if (ref === sharedList && shared !== undefined) await onListing(await shared());
      else await createItems(drive, { signal }).children(ref, onListing);
    } catch (error) {
      // Deleted while its siblings were listed.
      if (next === folder || onFailure === undefined || !isAppError(error, 'notFound', 'accessDenied'))
        throw error;
      onFailure(path, error);
    }
    pending.push(...below.reverse());
  }
}

const toRef = ({ driveId, itemId }: DriveEntry): ItemRef => ({ driveId, itemId });

const isOwnFolder = (entry: DriveEntry, parent: ItemRef): boolean =>
  entry.kind === 'folder' && (parent === sharedList || entry.itemId === entry.own.itemId);

export const toListedItem = (entry: DriveEntry, path: string): ListedItem => ({
  driveId: entry.driveId,
  itemId: entry.itemId,
  name: entry.name,
  path,
  kind: entry.kind,
  sizeBytes: entry.sizeBytes,
  childCount: entry.childCount,
  modifiedAt: entry.modifiedAt,
  modifiedBy: entry.modifiedBy,
  sharing: entry.sharing,
  quickXorHash: entry.quickXorHash,
});

export const toListedLibrary = (library: Library): ListedItem => ({
  ...toLibraryRoot(library),
  name: library.name,
  path: `libraries/${library.name}`,
  kind: 'folder',
  sizeBytes: null,
  childCount: null,
  modifiedAt: null,
  modifiedBy: null,
  sharing: 'none',
  quickXorHash: null,
});
