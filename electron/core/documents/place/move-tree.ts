import type { Stats } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { syncFolder } from '../../lib/atomic-file.ts';
import { makeFolder } from '../../lib/make-folder.ts';
import { ownFolderMode } from '../../profile/file-modes.ts';
import { hashFile } from '../local-copy.ts';
import { moveIntoPlace } from '../local-target.ts';
import { copyWhole } from '../copy-whole.ts';

export interface Amount {
  files: number;
  bytes: number;
}

/** All or nothing. false: another disk, or not possible in one step. */
export async function renameTree(from: string, to: string): Promise<boolean> {
  // A folder that is a link stays; its target is moved.
  if ((await lstat(from)).isSymbolicLink()) return false;
  let wasEmptied = false;
  try {
    await makeFolder(dirname(to));
    // Not every system can rename onto an empty folder.
    wasEmptied = await rmdir(to).then(
      () => true,
      () => false,
    );
    await rename(from, to);
    await syncFolder(dirname(to));
    return true;
  } catch (cause) {
    if (wasEmptied) await mkdir(to).catch(() => undefined);
    if (movesByCopy.includes((cause as NodeJS.ErrnoException).code)) return false;
    throw cause;
  }
}

/** Another disk, or a program has a file or folder open (Windows). */
const movesByCopy: readonly (string | undefined)[] = [
  'EXDEV',
  // The new location is a link to a folder.
  'ENOTDIR',
  'EPERM',
  'EACCES',
  'EBUSY',
  'ENOTEMPTY',
  'EEXIST',
];

/**
 * Each file is flushed before it gets its name. Run again after a crash, it continues. Links are skipped:
 * their targets are not Slipway's.
 */
export async function copyTree(
  from: string,
  to: string,
  copied: (amount: Amount) => void,
  signal: AbortSignal,
): Promise<Amount> {
  const total: Amount = { files: 0, bytes: 0 };
  await makeFolder(to, ownFolderMode);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    signal.throwIfAborted();
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) add(total, await copyTree(source, target, copied, signal));
    else if (entry.isFile()) {
      const stats = await lstat(source).catch(() => null);
      if (stats === null || (await isCopied(source, stats, target))) continue;
      await copyOne(source, target, stats);
      add(total, { files: 1, bytes: stats.size });
      copied({ files: 1, bytes: stats.size });
    }
  }
  await syncFolder(to);
  return total;
}

async function copyOne(source: string, target: string, stats: Stats): Promise<void> {
  const part = `${target}.slipway-move`;
  try {
    await copyWhole(source, part, stats);
    await rename(part, target);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

/** Not every disk preserves times: if size and time are inconclusive, the content decides. */
async function isCopied(source: string, stats: Stats, target: string): Promise<boolean> {
  const there = await lstat(target).catch(() => null);
  if (there?.isFile() !== true || there.size !== stats.size) return false;
  return there.mtimeMs === stats.mtimeMs || (await hashFile(source)) === (await hashFile(target));
}

/** What differs is someone's work, and stays. */
export async function discardCopies(from: string, to: string): Promise<void> {
  for (const entry of await readdir(to, { withFileTypes: true }).catch(() => [])) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    const stats = await lstat(source).catch(() => null);
    if (entry.isDirectory() && stats?.isDirectory() === true) {
      await discardCopies(source, target);
      await rmdir(target).catch(() => undefined);
    } else if (entry.isFile() && stats !== null && (await isCopied(source, stats, target)))
      await rm(target, { force: true });
  }
}

/** When the new location became active; null if nobody can have changed anything there since. */
export type MovedAt = number | null;

/**
 * A file edited here since then replaces its copy, or is kept beside it if that was edited as well; without
 * `keepsOthers` it stays. false if something can't be removed now (open in a program, missing disk).
 */
export async function removeCopied(
  from: string,
  to: string,
  signal: AbortSignal,
  movedAt: MovedAt = null,
  keepsOthers = true,
): Promise<boolean> {
  const live = await realpath(to).catch(() => to);
  if ((await realpath(from).catch(() => null)) === live) return true;
  return removeBelow({ live, signal, movedAt, keepsOthers }, from, to);
}

interface Removal {
  live: string;
  signal: AbortSignal;
  movedAt: MovedAt;
  keepsOthers: boolean;
}

async function removeBelow(removal: Removal, from: string, to: string): Promise<boolean> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => null);
  if (entries === null) return isGoneForGood(from);
  let isGone = true;
  for (const entry of entries) {
    removal.signal.throwIfAborted();
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if ((await realpath(source).catch(() => null)) !== removal.live)
        isGone = (await removeBelow(removal, source, target)) && isGone;
    } else if (entry.isFile()) isGone = (await removeOne(removal, source, target)) && isGone;
    else await rm(source, { force: true }).catch(() => (isGone = false));
  }
  return isGone && (await removeFolder(from, removal.live));
}

/** false: something was saved there meanwhile. An empty folder, such as a mount point, may stay. */
async function removeFolder(folder: string, live: string): Promise<boolean> {
  const isRemoved = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isRemoved) return true;
  const left = await readdir(folder).catch(() => []);
  return left.length === 0 || live.startsWith(join(await realpath(folder).catch(() => folder), sep));
}

/** A disconnected disk still holds its files. */
const isGoneForGood = async (folder: string): Promise<boolean> =>
  (await lstat(folder).catch(() => null)) === null &&
  (await lstat(dirname(folder)).catch(() => null)) !== null;

async function removeOne(removal: Removal, source: string, target: string): Promise<boolean> {
  try {
    const here = await lstat(source);
    if (!removal.keepsOthers && !(await isCopied(source, here, target))) return false;
    await keepContent(source, here, target, removal.movedAt);
    // A program may have saved it while it was compared and copied.
    if (!isSameState(here, await lstat(source))) return false;
    await unlink(source);
    return true;
  } catch {
    return false;
  }
}

async function keepContent(source: string, here: Stats, target: string, movedAt: MovedAt): Promise<void> {
  const there = await lstat(target).catch(() => null);
  const isNewer = there === null || here.mtimeMs > there.mtimeMs;
  if (there !== null && (await isCopied(source, here, target))) return;
  const isUntouched = there === null || movedAt === null || there.ctimeMs <= movedAt;
  if (isNewer && isUntouched) {
    await makeFolder(dirname(target), ownFolderMode);
    return copyOne(source, target, here);
  }
  // Both were changed, so neither replaces the other.
  const part = `${target}.slipway-move`;
  try {
    await copyWhole(source, part, here);
    await moveIntoPlace(part, dirname(target), basename(target));
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

const isSameState = (before: Stats, now: Stats): boolean =>
  before.mtimeMs === now.mtimeMs && before.size === now.size && before.ctimeMs === now.ctimeMs;

function add(total: Amount, { files, bytes }: Amount): void {
  total.files += files;
  total.bytes += bytes;
}
