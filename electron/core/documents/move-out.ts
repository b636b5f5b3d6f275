import { constants, type Stats } from 'node:fs';
import { copyFile, lstat, mkdir, open, rm, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { flush } from '../lib/atomic-file.ts';
import { hashFile } from './local-copy.ts';
import { moveIntoPlace, toPartPath } from './local-target.ts';

/**
 * Gives a file a place in a folder that a person chose, also on another disk, under its name or the next free number of it.
 * It is there whole before it goes here. `quickXorHash`: what it has to hold.
 */
export async function moveFileOut(
  path: string,
  { folder, name, quickXorHash }: { folder: string; name: string; quickXorHash: string },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  try {
    return join(folder, await moveIntoPlace(path, folder, name));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EXDEV') throw cause;
  }
  const placed = await copyAcross(path, { folder, name, quickXorHash });
  await unlink(path);
  return placed;
}

async function copyAcross(
  path: string,
  { folder, name, quickXorHash }: { folder: string; name: string; quickXorHash: string },
): Promise<string> {
  const part = toPartPath(folder, path);
  try {
    await copyWhole(path, part, await lstat(path));
    if ((await hashFile(part)) !== quickXorHash) throw new AppError('localFileChanged', { subject: name });
    return join(folder, await moveIntoPlace(part, folder, name));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
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
