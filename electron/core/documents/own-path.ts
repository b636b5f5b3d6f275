import { lstat, mkdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { AppError } from '../errors.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { ownFolderMode } from '../profile/file-modes.ts';

/**
 * null: none. What is behind a link is never written, hashed, opened or removed. `root` itself may be a link,
 * as the user chose it.
 */
export async function findLink(root: string, path: string): Promise<string | null> {
  for (const folder of foldersBetween(root, path)) {
    const stats = await lstat(folder).catch(() => null);
    if (stats === null) return null;
    if (stats.isSymbolicLink()) return folder;
  }
  return null;
}

/** `findLink` for many files at one moment: reads each folder once. */
export function createLinkFinder(): typeof findLink {
  const found = new Map<string, Promise<string | null>>();
  return (root, path) => {
    const folder = dirname(path);
    const link = found.get(folder) ?? findLink(root, path);
    found.set(folder, link);
    return link;
  };
}

/** @throws AppError folderIsLink */
export async function assertNoLink(root: string, path: string): Promise<void> {
  const link = await findLink(root, path);
  if (link !== null) throw new AppError('folderIsLink', { subject: basename(link) });
}

/** @throws AppError folderIsLink */
export async function makeOwnFolder(root: string, folder: string): Promise<void> {
  await makeFolder(root, ownFolderMode);
  for (const path of foldersBetween(root, join(folder, 'file'))) {
    await mkdir(path, ownFolderMode).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
    });
    if ((await lstat(path)).isSymbolicLink()) throw new AppError('folderIsLink', { subject: basename(path) });
  }
}

function foldersBetween(root: string, path: string): string[] {
  const segments = relative(root, dirname(path))
    .split(sep)
    .filter((segment) => segment !== '');
  return segments.map((_, index) => join(root, ...segments.slice(0, index + 1)));
}
