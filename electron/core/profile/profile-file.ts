import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';

/**
 * The text of a file of the profile; null only where there is none. Any other failure is thrown: a file that can't be
 * read now is not empty, and must not be written over.
 */
export async function readProfileFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Replaces a file of the profile whole. @throws AppError profileUnwritable; what was there before is still there then */
export async function writeProfileFile(path: string, text: string | Uint8Array): Promise<void> {
  try {
    await writeFileAtomically(path, text);
  } catch (cause) {
    throw toProfileError(cause);
  }
}

/** What the file system says to a change of a file of the profile. What else there is to say stays as it is. */
export const toProfileError = (cause: unknown): unknown =>
  cause instanceof Error && 'syscall' in cause ? new AppError('profileUnwritable', { cause }) : cause;

/** Gives a file that can't be understood another name beside it, "accounts.broken.json", and returns that name. */
export async function keepAside(path: string): Promise<string> {
  const name = await toFreeAsideName(path);
  await rename(path, join(dirname(path), name));
  return name;
}

/** An earlier file that was kept aside keeps its name. */
export async function toFreeAsideName(path: string): Promise<string> {
  const taken = new Set(await readdir(dirname(path)));
  const extension = extname(path);
  const base = basename(path, extension);
  for (let number = 1; ; number += 1) {
    const name = `${base}.broken${number === 1 ? '' : `-${String(number)}`}${extension}`;
    if (!taken.has(name)) return name;
  }
}

/** Removes a file and what was kept aside of it. */
export async function removeWithAsides(path: string): Promise<void> {
  for (const file of [path, ...(await asidesOf(path))]) await rm(file, { recursive: true, force: true });
}

export async function asidesOf(path: string): Promise<string[]> {
  const extension = extname(path);
  const start = `${basename(path, extension)}.broken`;
  const names = await readdir(dirname(path)).catch(() => []);
  const ours = names.filter((name) => {
    const rest = name.startsWith(start) && name.endsWith(extension) ? name.slice(start.length) : null;
    return rest !== null && /^(?:-\d+)?$/.test(rest.slice(0, rest.length - extension.length));
  });
  return ours.map((name) => join(dirname(path), name));
}
