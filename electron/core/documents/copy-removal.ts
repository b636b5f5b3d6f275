import { rm, rmdir } from 'node:fs/promises';
import { basename, dirname, sep } from 'node:path';
import { AppError } from '../errors.ts';
import { toDiskError } from './disk-error.ts';
import type { DocumentRecord } from './document-record.ts';
import type { LocalCopy } from './documents.ts';
import { toChosenName } from './local-name.ts';
import { moveFileOut } from './move-out.ts';
import { findLink } from './own-path.ts';
import type { DocumentsPlace } from './place/documents-place.ts';
import { removeAside, setAside } from './set-aside.ts';

/** Entries stay; folders that become empty are removed. */
export interface CopyRemoval {
  removeFile: (record: DocumentRecord) => Promise<void>;
  /** false: it was edited, and stays. */
  removeUnchanged: (record: DocumentRecord) => Promise<boolean>;
  /** Only unedited. Returns the new path. @throws AppError localFileMissing, copyEdited */
  moveOut: (record: DocumentRecord, folder: string) => Promise<string>;
}

export function createCopyRemoval(
  place: Pick<DocumentsPlace, 'root' | 'settled'>,
  pathOf: (record: DocumentRecord) => string,
  toCopy: (record: DocumentRecord) => Promise<LocalCopy>,
): CopyRemoval {
  const removeFile = async (record: DocumentRecord): Promise<void> => {
    await place.settled();
    const root = place.root();
    const path = pathOf(record);
    // A file behind a link belongs to someone else: only the entry is removed.
    if ((await findLink(root, path)) !== null) return;
    try {
      await rm(path, { force: true });
    } catch (cause) {
      throw toDiskError(cause, record.name);
    }
    await removeEmptyFolders(dirname(path), root);
  };
  const removeUnchanged = async (record: DocumentRecord): Promise<boolean> => {
    const copy = await toCopy(record);
    const isGone = (await setAside(copy, async (aside) => (await removeAside(aside), true))) ?? false;
    if (isGone) await removeEmptyFolders(dirname(copy.path), place.root());
    return isGone;
  };
  const moveOut = async (record: DocumentRecord, folder: string): Promise<string> => {
    await place.settled();
    const copy = await toCopy(record);
    const subject = record.name;
    if (copy.state === 'missing') throw new AppError('localFileMissing', { subject });
    const placed = await moveFileOut(copy, folder, toChosenName(basename(copy.path)));
    if (placed === null) throw new AppError('copyEdited', { subject });
    await removeEmptyFolders(dirname(copy.path), place.root());
    return placed;
  };
  return { removeFile, removeUnchanged, moveOut };
}

async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  for (let at = folder; at.length > root.length && at.startsWith(root + sep); at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}
