import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LocalCopy } from './documents.ts';
import { hashFile, isWithinTick, statFile, type FileStat } from './local-copy.ts';
import { moveIntoPlace, toPartName } from './local-target.ts';

/** What a copy is called while it is set aside. */
export const toAsideName = (documentId: string): string => toPartName(`aside ${documentId}`);

/**
 * Takes an unchanged copy off its name, looks at it again, and gives it to `use`, which removes it or gives it another place.
 * An editor that saved it in between has it back under its name; what one saves there afterwards is a file of its own, and
 * stays. Resolves with null where it was edited or is not there, and then `use` was not called; where that fails, the copy is
 * back, too.
 */
export async function setAside<T>(copy: LocalCopy, use: (aside: string) => Promise<T>): Promise<T | null> {
  const { path, look, record, state } = copy;
  if (state !== 'present' || look === null) return null;
  const aside = join(dirname(path), toAsideName(record.documentId));
  await rename(path, aside);
  try {
    if (await isAsItWas(aside, look, record.local.quickXorHash)) return await use(aside);
  } catch (error) {
    await putBack(aside, path);
    throw error;
  }
  await putBack(aside, path);
  return null;
}

export const removeAside = (aside: string): Promise<void> => rm(aside, { force: true });

/** What a crash left aside has its name again; where a newer version has that by now, it goes if it was not edited. */
export async function restoreAside(documentId: string, path: string, quickXorHash: string): Promise<void> {
  const aside = join(dirname(path), toAsideName(documentId));
  const isReplaced = (await statFile(path)) !== null && (await statFile(aside)) !== null;
  if (isReplaced && (await hashFile(aside)) === quickXorHash) return removeAside(aside);
  await putBack(aside, path);
}

/** Under its name, or the next free number of it. Nothing is done where it is no longer there. */
async function putBack(aside: string, path: string): Promise<void> {
  if ((await statFile(aside)) === null) return;
  await moveIntoPlace(aside, dirname(path), basename(path));
}

/** The rename itself may change when it was changed, so that does not count here. */
async function isAsItWas(aside: string, look: FileStat, quickXorHash: string): Promise<boolean> {
  const now = await statFile(aside);
  if (now?.sizeBytes !== look.sizeBytes || now.modifiedMs !== look.modifiedMs) return false;
  return !isWithinTick(look) || (await hashFile(aside)) === quickXorHash;
}
