import { constants, type Stats } from 'node:fs';
import { copyFile, open, utimes } from 'node:fs/promises';
import { flush } from '../lib/atomic-file.ts';

/** Flushes the copy and preserves its times. */
export async function copyWhole(from: string, to: string, stats: Stats): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  try {
    await flush(handle);
  } finally {
    await handle.close();
  }
  // Not every file system can store times: the content is fine all the same.
  await utimes(to, stats.atime, stats.mtime).catch(() => undefined);
}
