import { createHash } from 'node:crypto';
import { link, lstat, mkdir, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { syncFolder } from '../lib/atomic-file.ts';
import { partName, toNumberedName } from './local-name.ts';

const maxNumbers = 10_000;

/**
 * A rename within a folder is atomic. The name derives from the transfer, so a file found after a crash can
 * be attributed.
 */
export function toPartPath(folder: string, transferId: string): string {
  return join(folder, toPartName(transferId));
}

export function toPartName(transferId: string): string {
  const name = createHash('sha256').update(transferId).digest('hex').slice(0, 16);
  return `.slipway-${name}.part`;
}

/** Takes the next free number if needed. Uses an existing empty folder that nobody reserved. */
export async function createFolder(
  parent: string,
  name: string,
  isTaken: (path: string) => boolean,
): Promise<string> {
  for (let number = 1; number <= maxNumbers; number += 1) {
    const candidate = number === 1 ? name : toNumberedName(name, number);
    if (await claimFolder(join(parent, candidate), isTaken)) return candidate;
  }
  throw new AppError('diskDenied', { subject: name });
}

async function claimFolder(path: string, isTaken: (path: string) => boolean): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const isFolder = (await lstat(path)).isDirectory();
    return isFolder && (await readdir(path)).length === 0 && !isTaken(path);
  }
}

/** Takes the next free number if needed. Never overwrites anything. */
export async function moveIntoPlace(part: string, folder: string, name: string): Promise<string> {
  for (let number = 1; number <= maxNumbers; number += 1) {
    const candidate = number === 1 ? name : toNumberedName(name, number);
    if (await claim(part, join(folder, candidate))) {
      await syncFolder(folder);
      return candidate;
    }
  }
  throw new AppError('diskDenied', { subject: name });
}

export interface FileIdentity {
  readonly inode: string;
  readonly modifiedNs: string;
}

export async function toIdentity(path: string): Promise<FileIdentity | null> {
  const stats = await lstat(path, { bigint: true }).catch(() => null);
  return stats === null ? null : { inode: String(stats.ino), modifiedNs: String(stats.mtimeNs) };
}

/** null if this very file has neither that name nor a numbered one. */
export async function findPlaced(
  folder: string,
  name: string,
  { inode, modifiedNs }: FileIdentity,
): Promise<string | null> {
  for (let number = 1; number <= maxNumbers; number += 1) {
    const candidate = number === 1 ? name : toNumberedName(name, number);
    const there = await toIdentity(join(folder, candidate));
    if (there === null) return null;
    if (there.inode === inode && there.modifiedNs === modifiedNs) return candidate;
  }
  return null;
}

export async function replaceByPart(part: string, folder: string, name: string): Promise<void> {
  await rename(part, join(folder, name));
  await syncFolder(folder);
}

/** Unlike a rename, a link fails if the name is taken. Not every file system has links. */
async function claim(part: string, path: string): Promise<boolean> {
  try {
    await link(part, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Missing support has many codes: EPERM, ENOTSUP, ENOSYS, and EISDIR on Windows. Other errors also make the
    // rename fail.
    if ((await lstat(path).catch(() => null)) !== null) return false;
    await rename(part, path);
    return true;
  }
  await unlink(part);
  return true;
}

/** Any file with such a name, even if no download made it. */
export async function findParts(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && partName.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
