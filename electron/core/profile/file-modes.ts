import { chmod, mkdir } from 'node:fs/promises';
import type { Log } from '../ports.ts';

/** What Slipway keeps for itself is for the person alone: names and addresses stand in it. Files have 0600. */
export const ownFolderMode = 0o700;

/** The folder of a profile, closed to others also where an earlier version, or somebody else, made it. */
export async function restrictProfile(folder: string, log: Log): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: ownFolderMode });
    await chmod(folder, ownFolderMode);
  } catch (cause) {
    log.warn('the rights of the profile could not be set', { cause: String(cause) });
  }
}
