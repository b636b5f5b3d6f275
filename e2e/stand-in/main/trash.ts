import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { xdgFolder } from '../user-folders.ts';
import { app } from './app.ts';
import { isHeadless } from './host.ts';

/**
 * The trash of Linux desktops: the file and a note of its original path. Under test it is next to the
 * profile.
 */
export async function moveToTrash(path: string): Promise<void> {
  const data = xdgFolder('XDG_DATA_HOME', '.local/share');
  const trash = isHeadless ? `${app.getPath('userData')}.trash` : join(data, 'Trash');
  const name = `${basename(path)}.${Date.now().toString(36)}`;
  await mkdir(join(trash, 'files'), { recursive: true, mode: 0o700 });
  await mkdir(join(trash, 'info'), { recursive: true, mode: 0o700 });
  const deletedAt = new Date().toISOString().slice(0, 19);
  await writeFile(
    join(trash, 'info', `${name}.trashinfo`),
    `[Trash Info]\nPath=${encodeURI(path)}\nDeletionDate=${deletedAt}\n`,
  );
  const target = join(trash, 'files', name);
  await rename(path, target).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EXDEV') throw cause;
    await cp(path, target);
    await rm(path);
  });
}
