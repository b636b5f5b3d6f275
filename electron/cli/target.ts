import { resolve } from 'node:path';
import { maxLocalPathLength, maxPathLength, maxTargets, type Target } from '../contract/methods.ts';
import { t } from '../contract/strings/translate.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

/** "id:DRIVE/ITEM" names an item by its ids; everything else is a path or a link. */
export function toTarget(text: string): Target {
  const [, driveId, itemId] = /^id:([^/]+)\/(.+)$/.exec(toPath(text)) ?? [];
  return driveId === undefined || itemId === undefined ? text : { driveId, itemId };
}

export const toTargets = (paths: readonly string[]): Target[] => demandFew(paths).map(toTarget);

/** A path on this computer, relative to `folder`. */
export function toLocalPath(folder: string, path: string): string {
  return resolve(folder, demandPath(path, maxLocalPathLength));
}

export const toPath = (path: string): string => demandPath(path, maxPathLength);

/** An empty path, as from a variable that isn't set, would mean the whole working folder. */
function demandPath(path: string, maxLength: number): string {
  if (path.trim() === '') throw new CommandError(t('cli.emptyPath'), exitCodes.usage);
  if (path.length > maxLength)
    throw new CommandError(t('cli.longPath', { start: path.slice(0, 40) }), exitCodes.usage);
  return path;
}

/** A shell may replace a pattern with more. */
export function demandFew(paths: readonly string[]): readonly string[] {
  if (paths.length > maxTargets)
    throw new CommandError(t('cli.manyPaths', { max: maxTargets }), exitCodes.usage);
  return paths;
}
