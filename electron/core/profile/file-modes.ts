import { chmod, mkdir } from 'node:fs/promises';
import type { Log } from '../ports.ts';

/** A profile contains names and addresses, so only its user may read it. Files have 0600. */
export const ownFolderMode = 0o700;

/** Restricts a profile folder, even one created by an earlier version or someone else. */
export async function restrictProfile(folder: string, log: Log): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: ownFolderMode });
    await chmod(folder, ownFolderMode);
  } catch (cause) {
    log.warn('the rights of the profile could not be set', { cause: String(cause) });
  }
}
