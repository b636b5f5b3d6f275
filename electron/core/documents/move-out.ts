import { lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../lib/make-folder.ts';
import { copyWhole } from './copy-whole.ts';
import type { LocalCopy } from './documents.ts';
import { hashFile } from './local-copy.ts';
import { moveIntoPlace, toPartPath } from './local-target.ts';
import { removeAside, setAside } from './set-aside.ts';

/**
 * Complete there before it is removed here. Takes the next free number. null: it was edited meanwhile and
 * stays.
 */
export async function moveFileOut(copy: LocalCopy, folder: string, name: string): Promise<string | null> {
  await makeFolder(folder);
  const place = async (file: string): Promise<string> =>
    join(folder, await moveIntoPlace(file, folder, name));
  try {
    return await setAside(copy, place);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EXDEV') throw cause;
  }
  const part = toPartPath(folder, copy.path);
  try {
    await copyWhole(copy.path, part, await lstat(copy.path));
    if ((await hashFile(part)) !== copy.record.local.quickXorHash) return null;
    return await setAside(copy, async (aside) => {
      const placed = await place(part);
      await removeAside(aside);
      return placed;
    });
  } finally {
    await rm(part, { force: true });
  }
}

export async function toFreeFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${String(number)})`;
    const path = join(parent, candidate);
    try {
      await mkdir(path);
      return path;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
  }
}
