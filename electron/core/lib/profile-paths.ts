import { join } from 'node:path';

export interface ProfilePaths {
  credentials: string;
  index: string;
  keys: string;
  usage: string;
  quotas: string;
  pictures: string;
  /** Crash reports, which are never sent. */
  crashes: string;
  offered: string;
}

export const profilePaths = (userData: string): ProfilePaths => ({
  credentials: join(userData, 'credentials'),
  index: join(userData, 'index'),
  keys: join(userData, 'keys'),
  usage: join(userData, 'usage'),
  quotas: join(userData, 'quotas.json'),
  pictures: join(userData, 'pictures'),
  crashes: join(userData, 'crashes'),
  offered: join(userData, 'offered'),
});
