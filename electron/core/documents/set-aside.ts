import { lstat, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LocalCopy } from './documents.ts';
import { copyWhole } from './copy-whole.ts';
import { hashFile, isWithinTick, statFile, type FileStat } from './local-copy.ts';
import { moveIntoPlace, toPartName } from './local-target.ts';

export const toAsideName = (documentId: string): string => toPartName(`aside ${documentId}`);

/**
 * Passes an unedited copy to `use`. If an editor saved it in between, it gets its name back; later saves
 * create a separate file, which stays. null, without calling `use`, if the copy was edited or is missing; if
 * `use` fails, the copy is put back.
 */
export async function setAside<T>(copy: LocalCopy, use: (aside: string) => Promise<T>): Promise<T | null> {
  const { path, stat, record, state } = copy;
  if (state !== 'present' || stat === null) return null;
  const aside = join(dirname(path), toAsideName(record.documentId));
  await rename(path, aside);
  try {
    if (await isAsItWas(aside, stat, record.local.quickXorHash)) return await use(aside);
  } catch (error) {
    await putBack(aside, path);
    throw error;
  }
  await putBack(aside, path);
  return null;
}

export const removeAside = (aside: string): Promise<void> => rm(aside, { force: true });

/** If a newer version has its name, the copy is removed unless edited. */
export async function restoreAside(documentId: string, path: string, quickXorHash: string): Promise<void> {
  const aside = join(dirname(path), toAsideName(documentId));
  const isReplaced = (await statFile(path)) !== null && (await statFile(aside)) !== null;
  if (isReplaced && (await hashFile(aside)) === quickXorHash) return removeAside(aside);
  await separate(aside, documentId);
  await putBack(aside, path);
}

/** The crash may have come once it had its new name elsewhere, too: then saves there would be saves here. */
async function separate(aside: string, documentId: string): Promise<void> {
  const stats = await lstat(aside).catch(() => null);
  if (stats === null || stats.nlink === 1) return;
  const copy = join(dirname(aside), toPartName(`copy ${documentId}`));
  await rm(copy, { force: true });
  await copyWhole(aside, copy, stats);
  await rename(copy, aside);
}

/** Under its name or the next free number. Does nothing if it is gone. */
async function putBack(aside: string, path: string): Promise<void> {
  if ((await statFile(aside)) === null) return;
  await moveIntoPlace(aside, dirname(path), basename(path));
}

/** Renaming may change the ctime, so that is ignored here. */
async function isAsItWas(aside: string, stat: FileStat, quickXorHash: string): Promise<boolean> {
  const now = await statFile(aside);
  if (now?.sizeBytes !== stat.sizeBytes || now.modifiedMs !== stat.modifiedMs) return false;
  return !isWithinTick(stat) || (await hashFile(aside)) === quickXorHash;
}
