import type { IndexState } from '../../contract/found.ts';
import { AppError, isAppError } from '../errors.ts';
import type { SyncState } from '../index/delta-writer.ts';
import { reportBug } from '../lib/report-bug.ts';
import { createChangeNotices, type ChangeNotices, type NoticesDeps } from './change-notices.ts';
import { nextCheckMs, walkedMs } from './schedule.ts';
import { findSync, syncDrive, type SyncDeps, type SyncTarget } from './sync-drive.ts';
import { isWalked } from './walk-drive.ts';

interface IndexTarget extends SyncTarget {
  isOwn: boolean;
  name: string | null;
}

export interface DriveIndexer {
  readonly target: IndexTarget;
  state(): IndexState;
  /** During a check, one more follows it. Never rejects. */
  check(): Promise<void>;
  /** After a local change, which the service reports a moment later. */
  checkSoon(): void;
  enumerate(): Promise<void>;
  pause(isPaused: boolean): Promise<void>;
  accountPaused(): Promise<void>;
  /** Checked so recently, or notified so reliably, that no check is needed. */
  isUpToDate(): boolean;
  /** There is no delta: the index reflects its last walk. */
  isWalked(): boolean;
  stop(): Promise<void>;
}

export interface DriveIndexerDeps extends Omit<SyncDeps, 'progress'> {
  changed: (state: IndexState) => void;
  isInUse: () => boolean;
  openSocket: NoticesDeps['openSocket'];
}

const soonMs = 3_000;
/** Without notices, how long a check stays fresh. */
const freshMs = 30_000;

export function createDriveIndexer(deps: DriveIndexerDeps, target: IndexTarget): DriveIndexer {
  const { index, clock, log } = deps;
  const { drive, root, isOwn } = target;
  const { accountId } = drive.account;
  const closing = new AbortController();
  let sync: SyncState | null = null;
  let running: Promise<void> | null = null;
  let failure: AppError | null = null;
  let failures = 0;
  /** The running check may have missed what this one is asked for. */
  let followUp: PromiseWithResolvers<void> | null = null;
  /** Changes to the sync in progress: no check starts meanwhile. */
  let holds = 0;
  let timer: NodeJS.Timeout | null = null;
  let notices: ChangeNotices | null = null;
  let stopper = new AbortController();

  const isHeld = (): boolean => drive.account.isPaused;

  const state = (): IndexState => ({
    accountId,
    driveId: root.driveId,
    isOwn,
    folder: isOwn ? null : root,
    name: target.name,
    state: toWord(),
    itemCount: sync?.count ?? 0,
    freshAt: sync?.freshAt == null ? null : new Date(sync.freshAt).toISOString(),
    failure: failure?.toFailure() ?? null,
    notices: notices?.isJoined() === true ? 'push' : sync === null ? 'none' : 'timed',
  });

  function toWord(): IndexState['state'] {
    if (sync?.isPaused === true || (sync !== null && isHeld())) return 'paused';
    if (running !== null) return sync?.phase === 'changes' ? 'updating' : 'enumerating';
    if (failure !== null) return 'failed';
    if (sync === null) return 'notEnumerated';
    return sync.phase === 'changes' ? 'fresh' : 'notEnumerated';
  }

  const tell = () => deps.changed(state());

  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      sync = await findSync(index, accountId, root);
      if (sync?.isPaused === true || isHeld()) return;
      tell();
      const progress = (now: SyncState) => {
        sync = now;
        tell();
      };
      sync = await syncDrive({ index, clock, log, progress }, target, signal);
      failure = null;
      failures = 0;
      listen();
    } catch (error) {
      if (signal.aborted || isAppError(error, 'cancelled')) return;
      failures += 1;
      failure = toExpected(error);
    }
  };

  function listen(): void {
    if (!target.isWholeDrive || closing.signal.aborted) return;
    const { openSocket } = deps;
    if (notices !== null) notices.retryNow();
    else
      notices = createChangeNotices({
        drive,
        clock,
        log,
        openSocket,
        changed: () => void check(),
        joinedChanged: tell,
      });
  }

  const toExpected = (error: unknown): AppError => {
    if (isAppError(error)) return error;
    reportBug(log, 'indexing', error);
    return new AppError('bug');
  };

  const isKnownByWalk = (): boolean => isWalked(sync?.link ?? null);

  function isWalkedLately(): boolean {
    if (failure !== null || sync?.freshAt == null || !isKnownByWalk()) return false;
    // A clock that was set back also makes it due.
    return Math.abs(clock.now() - sync.freshAt) < walkedMs;
  }

  function check(): Promise<void> {
    if (closing.signal.aborted || sync?.isPaused === true) return Promise.resolve();
    if (sync !== null && isHeld()) return Promise.resolve();
    if (running === null && isWalkedLately()) return Promise.resolve();
    if (running !== null || holds > 0) {
      followUp ??= Promise.withResolvers();
      return followUp.promise;
    }
    return begin();
  }

  function begin(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    running = run(AbortSignal.any([closing.signal, stopper.signal])).finally(() => {
      running = null;
      if (holds === 0) proceed();
      else if (!closing.signal.aborted) tell();
    });
    return running;
  }

  /** Between two checks nothing is said to be up to date. */
  function proceed(): void {
    const asked = followUp;
    followUp = null;
    const isClosed = closing.signal.aborted;
    if (asked !== null && !isClosed && sync?.isPaused !== true && !isHeld() && !isKnownByWalk()) {
      void begin().then(asked.resolve);
      return;
    }
    asked?.resolve();
    if (isClosed) return;
    tell();
    plan();
  }

  function wait(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void (running === null && holds === 0 ? begin() : check()), ms);
    timer.unref();
  }

  function plan(): void {
    if (closing.signal.aborted || sync?.isPaused === true || isHeld()) return;
    const isPushed = notices?.isJoined() === true;
    wait(nextCheckMs({ failures, isPushed, isWalked: isKnownByWalk(), isInUse: deps.isInUse() }));
  }

  async function whileHeld(change: () => Promise<void>): Promise<void> {
    holds += 1;
    try {
      if (timer !== null) clearTimeout(timer);
      stopper.abort();
      stopper = new AbortController();
      await running;
      if (!closing.signal.aborted) await change();
    } finally {
      holds -= 1;
      if (holds === 0) proceed();
    }
  }

  const beginSync = (): Promise<SyncState> =>
    index.call('beginSync', { accountId, root, isWholeDrive: target.isWholeDrive, resyncAt: null });

  async function setPaused(isPaused: boolean): Promise<void> {
    sync ??= (await findSync(index, accountId, root)) ?? (await beginSync());
    await index.call('pauseSync', { accountId, root, isPaused });
    sync = { ...sync, isPaused };
    if (timer !== null) clearTimeout(timer);
    tell();
  }

  return {
    target,
    state,
    check,
    checkSoon() {
      if (running === null && isKnownByWalk()) return;
      if (running === null && sync?.phase === 'changes') wait(soonMs);
      else if (running !== null) void check();
    },
    async enumerate() {
      await whileHeld(async () => {
        sync = await beginSync();
        await setPaused(false);
      });
      void check();
    },
    async pause(isPaused) {
      if (isPaused) return whileHeld(() => setPaused(true));
      await setPaused(false);
      void check();
    },
    async accountPaused() {
      if (isHeld()) return whileHeld(() => Promise.resolve(tell()));
      tell();
      void check();
    },
    isWalked: isKnownByWalk,
    isUpToDate() {
      if (sync?.phase !== 'changes' || sync.freshAt === null || failure !== null) return false;
      return notices?.isJoined() === true || clock.now() - sync.freshAt < freshMs;
    },
    async stop() {
      closing.abort();
      if (timer !== null) clearTimeout(timer);
      notices?.close();
      await running;
    },
  };
}
