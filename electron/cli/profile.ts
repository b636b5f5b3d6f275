import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isProfileName } from '../contract/profile-name.ts';
import { t } from '../contract/strings/translate.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

/** Named profiles are inside the default one (null). */
export function toProfileFolder(userData: string, name: string | null): string {
  if (name === null || name === '') return userData;
  if (isAbsolute(name)) return name;
  if (!isProfileName(name)) throw new CommandError(t('cli.badProfile', { name }), exitCodes.usage);
  return join(userData, 'profiles', name);
}

/** @throws CommandError if it isn't a folder, or belongs to another user */
export function assertOwnProfile(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isDirectory())
    throw new CommandError(t('cli.profileUnusable', { folder }));
  const userId = stats?.uid;
  const ownId = process.getuid?.();
  if (userId === undefined || ownId === undefined || userId === ownId) return;
  throw new CommandError(t('cli.profileOfOther', { folder }));
}
