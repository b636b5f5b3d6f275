import type { Dirent } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { partName } from './local-name.ts';

/** Without user content. */
const ofTheSystem = /^(\.ds_store|thumbs\.db|desktop\.ini|\.directory)$/i;

/**
 * Returns the number of remaining files, which belong to someone. A folder that is a link stays; its target
 * is cleared.
 */
export async function clearFolder(root: string): Promise<number> {
  const isLink = (await lstat(root).catch(() => null))?.isSymbolicLink() === true;
  const kept = await clearBelow(root);
  if (kept === 0 && !isLink) await removeEmpty(root);
  return kept;
}

async function clearBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  let kept = 0;
  for (const entry of entries.filter((each) => !ofTheSystem.test(each.name)))
    kept += await clear(folder, entry);
  if (kept === 0)
    for (const { name } of entries.filter((each) => ofTheSystem.test(each.name)))
      await rm(join(folder, name), { force: true });
  return kept;
}

async function clear(folder: string, entry: Dirent): Promise<number> {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) {
    const kept = await clearBelow(path);
    if (kept === 0) await removeEmpty(path);
    return kept;
  }
  // A link's target belongs to someone else and stays.
  if (!entry.isSymbolicLink() && !isPartial(entry.name)) return 1;
  await rm(path, { force: true });
  return 0;
}

const isPartial = (name: string): boolean => partName.test(name) || name.endsWith('.slipway-move');

/** Something may be added to it at that moment. */
const removeEmpty = (folder: string): Promise<void> =>
  rmdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST') throw cause;
  });
