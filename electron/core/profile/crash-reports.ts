import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Of Crashpad's own; without them it could not keep another report until the next start. */
const own = new Set(['settings.dat', 'metadata']);

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && !own.has(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

export const countCrashReports = async (folder: string): Promise<number> =>
  (await listFiles(folder)).filter((path) => path.endsWith('.dmp')).length;

export async function removeCrashReports(folder: string): Promise<void> {
  for (const path of await listFiles(folder)) await rm(path, { force: true });
}
