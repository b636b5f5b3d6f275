import { resolve } from 'node:path';
import type { Target } from '../contract/methods.ts';
import { t } from '../contract/strings/translate.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

/** "id:DRIVE/ITEM" names an item by its ids; everything else is a path or a link. */
export function toTarget(text: string): Target {
  const [, driveId, itemId] = /^id:([^/]+)\/(.+)$/.exec(toPath(text)) ?? [];
  return driveId === undefined || itemId === undefined ? text : { driveId, itemId };
}

/** A path on this computer, relative to `folder`. */
export function toLocalPath(folder: string, path: string): string {
  return resolve(folder, toPath(path));
}

/** An empty path, as from a variable that isn't set, would mean the whole working folder. */
export function toPath(path: string): string {
  if (path.trim() === '') throw new CommandError(t('cli.emptyPath'), exitCodes.usage);
  return path;
}
