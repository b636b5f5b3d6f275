import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Log } from '../ports.ts';

/**
 * One watcher per folder: ten thousand copies in a hundred folders need a hundred watchers. Its events are
 * only a reason to check.
 */
export interface FolderWatcher {
  /** Absolute paths. */
  setFolders(folders: ReadonlySet<string>): void;
  close(): void;
}

export interface FolderWatcherDeps {
  /** `name`: of the file in the folder; null: any of them. */
  changed: (folder: string, name: string | null) => void;
  log: Log;
}

interface Watched {
  watcher: FSWatcher | null;
  inode: number | null;
}

/** How often replaced folders, and those that can't be watched, are checked. */
const reviewMs = 30_000;

export function createFolderWatcher({ changed, log }: FolderWatcherDeps): FolderWatcher {
  const watched = new Map<string, Watched>();
  let isClosed = false;
  let hasWarned = false;

  function start(folder: string, inode: number | null): void {
    const entry: Watched = { watcher: null, inode };
    watched.set(folder, entry);
    if (inode === null) return;
    try {
      entry.watcher = watch(folder, (_, name) => changed(folder, name));
      entry.watcher.on('error', () => stop(entry));
    } catch (cause) {
      if (!hasWarned) log.warn('a folder of local copies can not be watched', { cause: String(cause) });
      hasWarned = true;
    }
  }

  function stop(entry: Watched): void {
    entry.watcher?.close();
    entry.watcher = null;
  }

  /** Covers changes made before the watcher started. */
  async function add(folder: string): Promise<void> {
    const inode = await inodeOf(folder);
    if (!watched.has(folder) || isClosed) return;
    start(folder, inode);
    changed(folder, null);
  }

  async function review(folder: string, entry: Watched): Promise<void> {
    const inode = await inodeOf(folder);
    if (watched.get(folder) !== entry || isClosed) return;
    if (entry.watcher !== null && inode === entry.inode) return;
    stop(entry);
    start(folder, inode);
    if (inode !== null) changed(folder, null);
  }

  async function reviewAll(): Promise<void> {
    for (const [folder, entry] of watched) await review(folder, entry);
  }
  const timer = setInterval(() => void reviewAll(), reviewMs);
  timer.unref();

  return {
    setFolders(folders) {
      for (const [folder, entry] of watched) {
        if (folders.has(folder)) continue;
        stop(entry);
        watched.delete(folder);
      }
      for (const folder of folders) {
        if (watched.has(folder)) continue;
        watched.set(folder, { watcher: null, inode: null });
        void add(folder);
      }
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const entry of watched.values()) stop(entry);
      watched.clear();
    },
  };
}

const inodeOf = (folder: string): Promise<number | null> =>
  stat(folder).then(
    ({ ino }) => ino,
    () => null,
  );
