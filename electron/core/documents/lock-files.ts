import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../errors.ts';
import type { LocalCopy } from './documents.ts';

/** LibreOffice, Word (which drops up to two letters of a long name), Excel and PowerPoint, vim, and Emacs. */
const toLockNames = (name: string): string[] => [
  `.~lock.${name}#`,
  ...[0, 1, 2].map((dropped) => `~$${name.slice(dropped)}`),
  `.${name}.swp`,
  `.#${name}`,
];

/** null: no lock file. Some programs leave none. */
export async function findLockFile(path: string): Promise<string | null> {
  const wanted = new Set(toLockNames(basename(path).normalize('NFC')));
  const names = await readdir(dirname(path)).catch((): string[] => []);
  return names.find((name) => wanted.has(name.normalize('NFC'))) ?? null;
}

/** Its editor would later save the old content over the new one. @throws AppError copyInUse */
export async function assertNotInUse({ path, record, state }: LocalCopy): Promise<void> {
  const lockFile = state === 'present' ? await findLockFile(path) : null;
  if (lockFile !== null)
    throw new AppError('copyInUse', { subject: record.name, facts: { offending: lockFile } });
}
