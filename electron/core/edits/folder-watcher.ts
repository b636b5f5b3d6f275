import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Log } from '../ports.ts';

/**
 * Says which files of some folders may have changed. One watcher for each folder, none for each file: ten thousand copies
 * in a hundred folders cost a hundred watchers. What it says is a reason to look, never what there is to see.
 */
export interface FolderWatcher {
  /** From now on it watches these, by their absolute paths, and no others. */
  setFolders(folders: ReadonlySet<string>): void;
  close(): void;
}

export interface FolderWatcherDeps {
  /** `name`: of the file in the folder; null: any of them. */
  changed: (folder: string, name: string | null) => void;
  log: Log;
}

interface Watched {
  /** null: the folder is not there, or the system has no watcher left. */
  watcher: FSWatcher | null;
  inode: number | null;
}

/** Folders that were replaced, and those that can't be watched, are looked at so often. */
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

  /** What came to pass before it was watched is to be seen, too. */
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
