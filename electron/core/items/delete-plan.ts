import type { DeletePlan } from '../../contract/changes.ts';
import { sameItem, toDriveKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';

/** Above this, the number alone is worth a confirmation. */
export const maxWithoutQuestion = 50;

/**
 * Asks for items others can see, notebooks, folders, many items, and if it can't be undone. Even a seemingly
 * empty folder is confirmed, as someone may have just filled it.
 */
export function planDelete(
  entries: readonly DriveEntry[],
  account: { driveId: string; canUndoDelete: boolean },
): Omit<DeletePlan, 'folderBytes'> {
  const count = (test: (entry: DriveEntry) => boolean) => entries.filter(test).length;
  const sharedCount = count(isSeenByOthers);
  const packages = count(({ kind }) => kind === 'package');
  const canUndo = entries.every((entry) => isUndoable(entry, account));
  return {
    count: entries.length,
    files: count(isOwnFile),
    folders: count(isOwnFolder),
    packages,
    shortcuts: count((entry) => entry.kind !== 'package' && isShortcut(entry)),
    sharedCount,
    sizeBytes: entries.filter(isOwnFile).reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
    inFolders: sumOrNull(entries.filter(isOwnFolder).map(({ childCount }) => childCount)),
    sampleNames: entries.slice(0, 5).map(({ name }) => name),
    canUndo,
    ask: toQuestion({ sharedCount, packages, folders: count(isOwnFolder), count: entries.length, canUndo }),
  };
}

interface Weight {
  sharedCount: number;
  packages: number;
  folders: number;
  count: number;
  canUndo: boolean;
}

/** The most serious reason wins. */
function toQuestion({ sharedCount, packages, folders, count, canUndo }: Weight): DeletePlan['ask'] {
  if (count === 0) return 'no';
  if (sharedCount > 0) return 'shared';
  if (packages > 0) return 'notebook';
  if (count > maxWithoutQuestion) return 'many';
  if (folders > 0) return 'folder';
  return canUndo ? 'no' : 'noUndo';
}

const isShortcut = (entry: DriveEntry): boolean => !sameItem(entry, entry.own);

/** Removing a shortcut takes nothing from anybody. */
const isSeenByOthers = (entry: DriveEntry): boolean => entry.sharing !== 'none' && !isShortcut(entry);

const isOwnFile = (entry: DriveEntry): boolean => entry.kind === 'file' && !isShortcut(entry);
export const isOwnFolder = (entry: DriveEntry): boolean => entry.kind === 'folder' && !isShortcut(entry);

const sumOrNull = (counts: readonly (number | null)[]): number | null =>
  counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);

/** The service restores items only on personal drives, and only for their owner. */
export function isUndoable(entry: DriveEntry, account: { driveId: string; canUndoDelete: boolean }): boolean {
  return account.canUndoDelete && toDriveKey(entry.own.driveId) === toDriveKey(account.driveId);
}
