import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Replaces a small file whole: written beside it, flushed to the disk, then renamed over it. After a crash or a full
 * disk either the old text is there or the new one, never a part. Fails with the file system's own error.
 */
export const writeFileAtomically = (path: string, text: string | Uint8Array): Promise<void> =>
  noteWriting(path, replaceFile(path, text));

/** `whenWritten` waits for it. */
export async function noteWriting(path: string, writing: Promise<void>): Promise<void> {
  running.set(writing, path);
  try {
    await writing;
  } finally {
    running.delete(writing);
  }
}

/** Writes under way in this process, and their files. */
const running = new Map<Promise<void>, string>();

/** Resolves when nothing is being written below `folder`: a closed core leaves its profile alone. */
export async function whenWritten(folder: string): Promise<void> {
  for (;;) {
    const below = [...running].filter(([, path]) => path.startsWith(folder));
    if (below.length === 0) return;
    await Promise.allSettled(below.map(([writing]) => writing));
    // What waited for one of them may begin the next now.
    await nextTurn();
  }
}

async function replaceFile(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await flush(handle);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** What file systems answer that can't flush: some of those on a network or in user space. */
const cannotFlush: readonly (string | undefined)[] = ['ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'EPERM'];

/** What was written is on the disk when it resolves, where the file system can do that at all. */
export async function flush(handle: FileHandle, how: 'sync' | 'datasync' = 'sync'): Promise<void> {
  await handle[how]().catch((cause: NodeJS.ErrnoException) => {
    if (!cannotFlush.includes(cause.code)) throw cause;
  });
}

const temporaryName = /\.[0-9a-f]{12}\.tmp$/;
/** What core keeps in folders of their own. Whatever else lies in a profile is not looked through. */
const folders = ['keys', 'usage', 'credentials'];

/** Removes what a crash left beside the files of a profile. Nobody may be writing there. */
export async function sweepTemporaries(profile: string): Promise<void> {
  const inside = folders.map((name) => readdir(join(profile, name), { recursive: true }).catch(() => []));
  const below = (await Promise.all(inside)).flatMap((names, index) =>
    names.map((name) => join(folders[index] ?? '', name)),
  );
  const found = [...(await readdir(profile).catch(() => [])), ...below];
  const left = found.filter((name) => temporaryName.test(name));
  // A read-only disk keeps them, and that is no reason not to start.
  for (const name of left) await rm(join(profile, name), { force: true }).catch(() => undefined);
}

/** Makes a rename itself survive a power loss. Windows can't open folders and needs nothing of the kind. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch {
    // Some file systems refuse to flush a folder; the file's own bytes are safe already.
  } finally {
    await handle.close();
  }
}
