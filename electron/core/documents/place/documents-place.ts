import { lstat, mkdir, readdir, rename, rmdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { FolderMove } from '../../../contract/local-copies.ts';
import { AppError } from '../../errors.ts';
import type { Log } from '../../ports.ts';
import { toDiskError } from '../disk-error.ts';
import { decideNewRoot } from './judge-target.ts';
import { copyTree, discardCopies, removeCopied, renameTree, type MovedAt } from './move-tree.ts';
import type { PlaceFile } from './place-file.ts';

export interface DocumentsPlace {
  root(): string;
  /** null: no move is running or has failed. */
  move(): FolderMove | null;
  /** Opening, editing and removing files waits for it. */
  settled(): Promise<void>;
  /**
   * Files written to a mount point while its disk is missing would be hidden later.
   *
   * @throws AppError localFolderMissing
   */
  demandDisk(): Promise<void>;
  /**
   * `quiet` stops writers until the returned function is called.
   * @throws AppError moveBusy, moveRefused, diskDenied, diskFull, localFolderMissing
   */
  begin(chosen: string, sizeBytes: number, quiet: Quiet): Promise<void>;
  /** Also removes leftovers. */
  resume(quiet: Quiet): void;
  /**
   * Tries again to remove files of former locations that have an identical copy here. The others wait for
   * the next start, when nobody writes here. Does nothing during a move. Never rejects.
   */
  removeLeftovers(): Promise<void>;
  /** Files that stay in former locations, and the first of these; null: nothing is left. */
  leftovers(): Promise<{ files: number; folder: string } | null>;
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface DocumentsPlaceDeps {
  file: PlaceFile;
  profile: string;
  usual: string;
  log: Log;
  changed: (move: FolderMove | null) => void;
}

/** Stops writers; the returned function lets them continue. */
export type Quiet = () => Promise<() => void>;

const maxRounds = 5;

export function createDocumentsPlace(deps: DocumentsPlaceDeps): DocumentsPlace {
  const { file, usual, log } = deps;
  const closing = new AbortController();
  let move: FolderMove | null = null;
  let running: Promise<void> | null = null;
  let isBeginning = false;
  const root = (): string => file.get().folder ?? usual;

  function tell(next: FolderMove | null): void {
    move = next;
    deps.changed(next);
  }

  /** Everything is in both locations before the new one counts. */
  async function copyAll(from: string, to: string): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      const { files } = await copyTree(
        from,
        to,
        ({ bytes }) => {
          if (move !== null) tell({ ...move, bytesDone: move.bytesDone + bytes });
        },
        closing.signal,
      );
      if (files === 0) return;
    }
    throw new AppError('moveBusy');
  }

  async function run(to: string): Promise<void> {
    const from = root();
    const wasThere = await isThere(from);
    const isChosen = await isThere(to);
    const isOneStep = wasThere ? await renameTree(from, to) : await isMoved(to);
    if (!isOneStep) {
      await file.set({ ...file.get(), copying: true });
      await copyAll(from, to).catch((cause: unknown) => undoCopies(from, to, isChosen, cause));
    }
    const former = allLeftovers();
    try {
      await file.set({
        folder: to,
        movingTo: null,
        copying: false,
        leftover: isOneStep ? null : from,
        leftovers: former.filter((path) => path !== to),
        movedAt: Date.now(),
        onOtherDisk: (await deviceOf(to)) !== (await deviceOf(deps.profile)),
      });
    } catch (cause) {
      // Without that record the files would be looked for in the old location.
      if (!isOneStep) return undoCopies(from, to, isChosen, cause);
      if (wasThere) await rename(to, from);
      if (wasThere && isChosen) await mkdir(to);
      throw cause;
    }
    // It counts as moved from now on, whatever happens to leftovers.
    if (!isOneStep) await clean(null).catch(noteLeft);
  }

  /** Copies would take up space where nobody looks. A move that only ends with the app continues later. */
  async function undoCopies(from: string, to: string, isChosen: boolean, cause: unknown): Promise<never> {
    if (!closing.signal.aborted) {
      await discardCopies(from, to);
      if (!isChosen) await rmdir(to).catch(() => undefined);
    }
    throw cause;
  }

  const noteLeft = (cause: unknown): void =>
    log.warn('a former documents folder stays', { cause: String(cause) });

  async function isMoved(to: string): Promise<true> {
    const hasCome = !file.get().copying && (await readdir(to).catch(() => [])).length > 0;
    if (!hasCome) await demandReachable();
    return true;
  }

  /** `movedAt` null: the new location has not been used yet. `keepsOthers`: as in `removeCopied`. */
  async function clean(movedAt: MovedAt, keepsOthers = true): Promise<void> {
    const { leftover, leftovers, folder } = file.get();
    if (folder === null) return;
    // Otherwise files would be moved to the mount point of a missing disk.
    await demandReachable();
    const left: string[] = [];
    const isGone = (former: string, since: MovedAt): Promise<boolean> =>
      removeCopied(former, folder, closing.signal, since, keepsOthers);
    const last = leftover === null || (await isGone(leftover, movedAt)) ? null : leftover;
    // Files from there have been in other locations since.
    for (const former of leftovers) if (!(await isGone(former, 0))) left.push(former);
    await file.set({ ...file.get(), leftover: last, leftovers: left });
    if (last !== null || left.length > 0)
      log.info('some files of a former documents folder are still in use');
  }

  /**
   * The content of a disconnected disk must not be forgotten because an empty folder exists at its mount
   * point.
   */
  async function demandReachable(): Promise<void> {
    const { folder, onOtherDisk } = file.get();
    if (folder === null) return;
    await demandDisk();
    if (!onOtherDisk && !(await isThere(folder)) && !(await isThere(dirname(folder))))
      throw new AppError('localFolderMissing', { subject: basename(folder) });
  }

  async function demandDisk(): Promise<void> {
    const { folder, onOtherDisk } = file.get();
    if (folder === null || !onOtherDisk) return;
    if ((await deviceOf(folder)) === (await deviceOf(deps.profile)))
      throw new AppError('localFolderMissing', { subject: basename(folder) });
  }

  const allLeftovers = (): string[] => {
    const { leftover, leftovers } = file.get();
    return leftover === null ? leftovers : [leftover, ...leftovers];
  };

  function startCleaning(keepsOthers: boolean): void {
    const { movingTo, movedAt } = file.get();
    const isIdle = running === null && !isBeginning && movingTo === null && !closing.signal.aborted;
    if (!isIdle || allLeftovers().length === 0) return;
    running = clean(movedAt, keepsOthers)
      .catch(noteLeft)
      .finally(() => (running = null));
  }

  function start(to: string, bytesTotal: number, quiet: Quiet): void {
    tell({ state: 'moving', to, bytesDone: 0, bytesTotal, failure: null });
    running = moveNow(to, quiet).finally(() => (running = null));
  }

  async function moveNow(to: string, quiet: Quiet): Promise<void> {
    let letGo: (() => void) | null = null;
    try {
      letGo = await quiet();
      await run(to);
      tell(null);
    } catch (cause) {
      if (closing.signal.aborted) return;
      const error = toDiskError(cause, to);
      log.warn('the documents folder was not moved', { cause: String(cause) });
      await file.set({ ...file.get(), movingTo: null, copying: false }).catch(() => undefined);
      const failure = (error instanceof AppError ? error : new AppError('bug')).toFailure();
      tell({ state: 'failed', to, bytesDone: 0, bytesTotal: 0, failure });
    } finally {
      letGo?.();
    }
  }

  return {
    root,
    move: () => move,
    settled: () => running ?? Promise.resolve(),
    demandDisk,
    async begin(chosen, sizeBytes, quiet) {
      if (isBeginning || move?.state === 'moving') throw new AppError('moveBusy');
      isBeginning = true;
      try {
        // Leftovers are being removed.
        await running;
        await demandReachable();
        const to = await decideNewRoot(chosen, { root: root(), profile: deps.profile, sizeBytes });
        await file.set({ ...file.get(), movingTo: to, copying: false });
        start(to, sizeBytes, quiet);
      } finally {
        isBeginning = false;
      }
    },
    resume(quiet) {
      const { movingTo } = file.get();
      if (movingTo !== null) start(movingTo, 0, quiet);
      else startCleaning(true);
    },
    async removeLeftovers() {
      startCleaning(false);
      await running;
    },
    async leftovers() {
      const [first, ...others] = allLeftovers();
      if (first === undefined) return null;
      const counts = await Promise.all([first, ...others].map(countFiles));
      return { files: counts.reduce((sum, count) => sum + count), folder: first };
    },
    async forget() {
      await running;
      await file.remove();
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}

async function deviceOf(path: string): Promise<number | null> {
  for (let at = path; ; at = dirname(at)) {
    const stats = await stat(at).catch(() => null);
    if (stats !== null) return stats.dev;
    if (dirname(at) === at) return null;
  }
}

const countFiles = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
};

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
