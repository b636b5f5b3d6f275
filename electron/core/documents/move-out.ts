import { constants, type Stats } from 'node:fs';
import { copyFile, lstat, mkdir, open, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { flush } from '../lib/atomic-file.ts';
import type { LocalCopy } from './documents.ts';
import { hashFile } from './local-copy.ts';
import { moveIntoPlace, toPartPath } from './local-target.ts';
import { removeAside, setAside } from './set-aside.ts';

/**
 * Gives an unchanged copy a place in a folder that a person chose, also on another disk, under its name or the next free number
 * of it. It is there whole before it goes here. null: it was edited meanwhile, and stays.
 */
export async function moveFileOut(copy: LocalCopy, folder: string, name: string): Promise<string | null> {
  await mkdir(folder, { recursive: true });
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

/** A copy that is on the disk when it resolves, with the times of what it was made from. */
export async function copyWhole(from: string, to: string, stats: Stats): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  try {
    await flush(handle);
  } finally {
    await handle.close();
  }
  // Not every file system keeps times: the content is no worse for that.
  await utimes(to, stats.atime, stats.mtime).catch(() => undefined);
}

/** The name a whole folder gets among others: the next free number of it. */
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
