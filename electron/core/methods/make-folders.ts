import type { ItemRef } from '../../contract/records.ts';
import { AppError, isAppError } from '../errors.ts';
import type { ItemEdits } from '../items/item-edits.ts';
import { parsePath } from '../places/parse-path.ts';
import { checkTargetName, isMissingPath, type Targets } from './targets.ts';

export interface MadeFolder {
  /** null for a folder that a dry run would create */
  ref: ItemRef | null;
  path: string;
  /** The paths of the folders that were, or would be, created, from the top. */
  made: readonly string[];
}

export interface FolderMaker {
  /** Rejects an existing folder unless `parents` is set. */
  make(accountId: string, path: string, how: { parents: boolean; dryRun: boolean }): Promise<MadeFolder>;
  /** @throws AppError badName, pathTooLong, accessDenied … */
  ensure(accountId: string, path: string, dryRun: boolean): Promise<MadeFolder>;
}

export function createFolderMaker(targets: Targets, items: Pick<ItemEdits, 'createFolder'>): FolderMaker {
  /** Another program may have just created it. */
  const make = async (
    accountId: string,
    parent: ItemRef,
    parentPath: string,
    name: string,
  ): Promise<ItemRef> => {
    try {
      const { driveId, itemId } = await items.createFolder(accountId, parent, name);
      return { driveId, itemId };
    } catch (error) {
      if (!isAppError(error, 'nameExists')) throw error;
      return (await targets.folder(accountId, `${parentPath}/${name}`)).ref;
    }
  };

  const ensure: FolderMaker['ensure'] = async (accountId, text, dryRun) => {
    const nearest = await findNearest(targets, accountId, text);
    let { ref, path }: { ref: ItemRef; path: string } = nearest;
    const missing = nearest.missing.map((name) => checkTargetName(name, 'folder', path));
    const made = missing.map((_, at) => [path, ...missing.slice(0, at + 1)].join('/'));
    const whole = made.at(-1);
    if (dryRun && whole !== undefined) return { ref: null, path: whole, made };
    for (const name of missing) {
      ref = await make(accountId, ref, path, name);
      path = `${path}/${name}`;
    }
    return { ref, path, made };
  };

  return {
    ensure,
    async make(accountId, text, { parents, dryRun }) {
      if (parents) return ensure(accountId, text, dryRun);
      const found = await targets.find(accountId, text);
      if (found.kind === 'place') throw new AppError('nameExists', { subject: found.path });
      if (found.kind === 'item') throw new AppError('nameExists', { subject: found.entry.name });
      const name = checkTargetName(found.name, 'folder', found.folderPath);
      const path = `${found.folderPath}/${name}`;
      if (dryRun) return { ref: null, path, made: [path] };
      const { driveId, itemId } = await items.createFolder(accountId, found.folder, name);
      return { ref: { driveId, itemId }, path, made: [path] };
    },
  };
}

async function findNearest(
  targets: Targets,
  accountId: string,
  text: string,
): Promise<{ ref: ItemRef; path: string; missing: string[] }> {
  try {
    return { ...(await targets.folder(accountId, text)), missing: [] };
  } catch (error) {
    const nearest = isMissingPath(error) ? error.facts.nearest : null;
    // Nothing can be created in the list of shared items.
    if (nearest == null || nearest === 'shared') throw error;
    const { segments } = parsePath(text);
    const known = nearest.split('/').length - 1;
    return { ...(await targets.folder(accountId, nearest)), missing: segments.slice(known) };
  }
}
