import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * After a crash or on a full disk either the old content or the new is there. Rejects with the file system's
 * error.
 */
export const writeFileAtomically = (path: string, text: string | Uint8Array): Promise<void> =>
  noteWriting(path, replaceFile(path, text));

export async function noteWriting(path: string, writing: Promise<void>): Promise<void> {
  running.set(writing, path);
  try {
    await writing;
  } finally {
    running.delete(writing);
  }
}

const running = new Map<Promise<void>, string>();

/** A closed core leaves its profile alone. */
export async function whenWritten(folder: string): Promise<void> {
  for (;;) {
    const below = [...running].filter(([, path]) => path.startsWith(folder));
    if (below.length === 0) return;
    await Promise.allSettled(below.map(([writing]) => writing));
    // Waiters may start the next write now.
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

/** Errors from file systems that can't flush, such as some network or user-space ones. */
const cannotFlush: readonly (string | undefined)[] = ['ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'EPERM'];

export async function flush(handle: FileHandle, how: 'sync' | 'datasync' = 'sync'): Promise<void> {
  await handle[how]().catch((cause: NodeJS.ErrnoException) => {
    if (!cannotFlush.includes(cause.code)) throw cause;
  });
}

const temporaryName = /\.[0-9a-f]{12}\.tmp$/;
const folders = ['keys', 'usage', 'credentials'];

/** Left by a crash. Nobody may be writing there. */
export async function sweepTemporaries(profile: string): Promise<void> {
  const inside = folders.map((name) => readdir(join(profile, name), { recursive: true }).catch(() => []));
  const below = (await Promise.all(inside)).flatMap((names, index) =>
    names.map((name) => join(folders[index] ?? '', name)),
  );
  const found = [...(await readdir(profile).catch(() => [])), ...below];
  const left = found.filter((name) => temporaryName.test(name));
  // A read-only disk must not prevent the start.
  for (const name of left) await rm(join(profile, name), { force: true }).catch(() => undefined);
}

/** Makes a rename survive a power loss. Windows can't open folders and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch {
    // Some file systems can't flush folders; the file itself is already safe.
  } finally {
    await handle.close();
  }
}
