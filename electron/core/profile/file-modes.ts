import { chmod } from 'node:fs/promises';
import { makeFolder } from '../lib/make-folder.ts';
import type { Log } from '../ports.ts';

/** A profile contains names and addresses, so only its user may read it. Files have 0600. */
export const ownFolderMode = 0o700;

/** Also a folder that an earlier version or someone else made. */
export async function restrictProfile(folder: string, log: Log): Promise<void> {
  await makeFolder(folder, ownFolderMode);
  try {
    await chmod(folder, ownFolderMode);
  } catch (cause) {
    log.warn('the rights of the profile could not be set', { cause: String(cause) });
  }
}
