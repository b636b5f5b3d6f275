import { readdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * Files that a page made (a pasted picture, an attachment) lie in the profile, each offer in a folder of its own: there
 * is no other copy of them. They stay until their upload is done or off the list, over restarts, too.
 */
export interface PastedFiles {
  /** Takes away what was there when the app started and no upload wants. `wanted`: absolute paths of sources. */
  sweepEarlier(wanted: readonly string[]): Promise<void>;
  /** The same for everything: no page is left that could be writing. */
  sweepAll(wanted: readonly string[]): Promise<void>;
}

export function createPastedFiles(folder: string): PastedFiles {
  const list = () => readdir(folder).catch((): string[] => []);
  // At once: what is written there from now on is not of an earlier session.
  const earlier = listNow(folder);

  async function sweep(names: readonly string[], wanted: readonly string[]): Promise<void> {
    const unwanted = names
      .map((name) => join(folder, name))
      .filter((path) => !wanted.some((source) => source.startsWith(path + sep)));
    await Promise.all(unwanted.map((path) => rm(path, { recursive: true, force: true })));
    if (unwanted.length === names.length && names.length > 0 && (await list()).length === 0)
      await rm(folder, { recursive: true, force: true });
  }

  return {
    sweepEarlier: async (wanted) => sweep(earlier, wanted),
    sweepAll: async (wanted) => sweep(await list(), wanted),
  };
}

function listNow(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
