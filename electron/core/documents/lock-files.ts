import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * The names of the files that editors put beside an open file: LibreOffice, Word (which drops up to two letters
 * of a long name), Excel and PowerPoint, vim, and Emacs.
 */
const toLockNames = (name: string): string[] => [
  `.~lock.${name}#`,
  ...[0, 1, 2].map((dropped) => `~$${name.slice(dropped)}`),
  `.${name}.swp`,
  `.#${name}`,
];

/** The file beside a copy that says a program has it open; null: none says so. Some programs leave none. */
export async function findLockFile(path: string): Promise<string | null> {
  const wanted = new Set(toLockNames(basename(path)));
  const names = await readdir(dirname(path)).catch((): string[] => []);
  return names.find((name) => wanted.has(name.normalize('NFC'))) ?? null;
}
