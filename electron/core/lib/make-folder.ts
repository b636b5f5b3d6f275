import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Node's recursive mkdir never ends where the system refuses a folder with ENOENT, as in /proc and below some
 * mount points.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const cause = await tryToMake(path, mode);
  if (cause === null) return;
  const parent = dirname(path);
  if (codeOf(cause) !== 'ENOENT' || parent === path || (await isFolder(parent))) throw cause;
  await makeFolder(parent, mode);
  const again = await tryToMake(path, mode);
  if (again !== null) throw again;
}

/** null: it is there. */
async function tryToMake(path: string, mode: number | undefined): Promise<unknown> {
  try {
    await mkdir(path, { mode });
    return null;
  } catch (cause) {
    return (await isFolder(path)) ? null : cause;
  }
}

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : null);

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
