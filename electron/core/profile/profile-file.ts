import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { toDiskTrouble } from '../lib/disk-trouble.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';

/**
 * null only if the file does not exist. Other errors are thrown: an unreadable file is not empty, and must
 * not be overwritten.
 */
export async function readProfileFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Atomic. @throws AppError profileUnwritable; then the old content remains */
export async function writeProfileFile(path: string, text: string | Uint8Array): Promise<void> {
  try {
    await writeFileAtomically(path, text);
  } catch (cause) {
    throw toProfileError(cause);
  }
}

/** Returns other errors unchanged. */
export const toProfileError = (cause: unknown): unknown =>
  cause instanceof Error && 'syscall' in cause
    ? new AppError('profileUnwritable', { cause, facts: { disk: toDiskTrouble(cause) } })
    : cause;

/** "accounts.broken.json" */
export async function keepAside(path: string): Promise<string> {
  const name = await toFreeAsideName(path);
  await rename(path, join(dirname(path), name));
  return name;
}

/** Those set aside before are not overwritten. */
export async function toFreeAsideName(path: string): Promise<string> {
  const taken = new Set(await readdir(dirname(path)));
  const extension = extname(path);
  const base = basename(path, extension);
  for (let number = 1; ; number += 1) {
    const name = `${base}.broken${number === 1 ? '' : `-${String(number)}`}${extension}`;
    if (!taken.has(name)) return name;
  }
}

/** Removes a file and those set aside from it. */
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
