import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, readdir, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { syncFolder } from '../settings/atomic-file.ts';
import { toNumberedName } from './local-name.ts';

const partName = /^\.slipway-[0-9a-f]{16}\.part$/;
const mostNumbers = 10_000;

/** A file on its way, beside the place it will take: a rename within a folder is one step. */
export async function reservePart(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return join(folder, `.slipway-${randomBytes(8).toString('hex')}.part`);
}

/** Gives a finished file its name, or the next free number of it. Nothing that is there is ever overwritten. */
export async function placePart(part: string, folder: string, name: string): Promise<string> {
  for (let number = 1; number <= mostNumbers; number += 1) {
    const candidate = number === 1 ? name : toNumberedName(name, number);
    if (await claim(part, join(folder, candidate))) {
      await syncFolder(folder);
      return candidate;
    }
  }
  throw new AppError('diskDenied', { subject: name });
}

/** Puts a finished file in the place of one that may go. */
export async function replaceByPart(part: string, folder: string, name: string): Promise<void> {
  await rename(part, join(folder, name));
  await syncFolder(folder);
}

/** A second link fails where a name is taken; a rename would not. Not every file system has links. */
async function claim(part: string, path: string): Promise<boolean> {
  try {
    await link(part, path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw cause;
    if ((await lstat(path).catch(() => null)) !== null) return false;
    await rename(part, path);
    return true;
  }
  await unlink(part);
  return true;
}

/** What an earlier run left behind. */
export async function sweepParts(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isFile() && partName.test(entry.name))
      await rm(join(entry.parentPath, entry.name), { force: true });
  }
}
