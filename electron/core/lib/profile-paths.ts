import { join } from 'node:path';

/** Folders and files that core keeps in a profile. */
export interface ProfilePaths {
  /** Sealed credentials, per cloud and tenant. */
  credentials: string;
  /** One metadata index per account. */
  index: string;
  /** Keys that seal the upload sessions in the journal. */
  keys: string;
  /** Which permissions each account has used. */
  usage: string;
  /** How full each drive was when it was asked last. */
  quotas: string;
  /** Small pictures of files. */
  pictures: string;
  /** Files that the page itself made (a pasted picture), until they are uploaded. */
  offered: string;
}

export const profilePaths = (userData: string): ProfilePaths => ({
  credentials: join(userData, 'credentials'),
  index: join(userData, 'index'),
  keys: join(userData, 'keys'),
  usage: join(userData, 'usage'),
  quotas: join(userData, 'quotas.json'),
  pictures: join(userData, 'pictures'),
  offered: join(userData, 'offered'),
});
