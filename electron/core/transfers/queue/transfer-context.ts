import type { Transfer } from '../../../contract/transfers.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { isAppError } from '../../errors.ts';
import type { Clock, Log } from '../../ports.ts';
import { toInstant } from '../../lib/instant.ts';
import type { Job, TransferRecord, UploadFileJob } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import { DriveFull } from './interruptions.ts';
import { goesToFullDrive, markDriveFull, type Lane, type Running } from './lane.ts';

export type WaitReason = NonNullable<Transfer['waitReason']>;

export interface TransferContext {
  readonly transfer: Transfer;
  readonly drive: AccountDrive;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /**
   * Aborted when the app closes. Ends requests that follow a change: a cancelled transfer still finds out what
   * it did, and one that was running at close does so at the next start.
   */
  readonly closing: AbortSignal;
  setPhase(phase: Running['phase']): void;
  withSlot<T>(move: () => Promise<T>): Promise<T>;
  /** Discards the progress so far. */
  restart(reason: NonNullable<Transfer['restartReason']>): void;
  setUploadExpiry(expiresAt: string | null): void;
  setTotal(bytesTotal: number): void;
  setPercent(percent: number | null): void;
  /** `bytesInFlight`: sent, but not confirmed. */
  progress(bytesDone: number, bytesInFlight?: number): void;
  /** Whether every byte has been sent once, or may have been. */
  isAllSent(): boolean;
  saveJob(job: Job): Promise<void>;
  /** "retry" ends the wait early. */
  wait(reason: WaitReason, waitMs: number): Promise<void>;
}

export type RunResult =
  { kind: 'done'; result: Partial<Transfer>; next?: readonly TransferRecord[] } | Conflict;

export interface Conflict {
  kind: 'conflict';
  local: ConflictSide;
  existing: ConflictSide;
  conflictTarget: NonNullable<UploadFileJob['conflictTarget']>;
}

export type ConflictSide = NonNullable<Transfer['conflict']>['local'];

export interface TransferContexts {
  create(lane: Lane, record: TransferRecord, running: Running): TransferContext;
  showState(lane: Lane, transferId: string, running: Running): Promise<void>;
  showAllStates(lane: Lane): void;
}

export interface TransferContextDeps {
  store: TransferStore;
  clock: Clock;
  log: Log;
  closing: AbortSignal;
  /** Another transfer may prepare now. */
  onSlotTaken: (lane: Lane) => void;
}

export function createTransferContexts({
  store,
  clock,
  log,
  closing,
  onSlotTaken,
}: TransferContextDeps): TransferContexts {
  /** A transfer's own wait takes precedence over that of its account. */
  function showState(lane: Lane, transferId: string, { wait, phase, hasEnded }: Running): Promise<void> {
    if (hasEnded) return Promise.resolve();
    const untilMs = wait?.untilMs ?? lane.pausedUntilMs;
    if (untilMs === null) return store.patch(transferId, { state: phase, waitUntil: null, waitReason: null });
    return store.patch(transferId, {
      state: 'waiting',
      waitUntil: toInstant(untilMs),
      waitReason: wait?.reason ?? 'throttled',
    });
  }

  function setPhase(lane: Lane, transferId: string, running: Running, phase: Running['phase']): void {
    if (running.phase === phase && running.wait === null) return;
    running.phase = phase;
    running.wait = null;
    void showState(lane, transferId, running);
  }

  async function withSlot<T>(
    lane: Lane,
    transferId: string,
    running: Running,
    move: () => Promise<T>,
  ): Promise<T> {
    const release = await lane.slots.acquire(running.abort.signal);
    try {
      if (goesToFullDrive(lane, store.get(transferId))) throw new DriveFull();
      running.hasSlot = true;
      setPhase(lane, transferId, running, 'running');
      onSlotTaken(lane);
      const moved = await move();
      setPhase(lane, transferId, running, 'checking');
      return moved;
    } catch (error) {
      // Before the slot is released, so that the next transfer knows before it starts.
      if (isAppError(error, 'quotaFull')) markDriveFull(lane, store.get(transferId));
      throw error;
    } finally {
      running.hasSlot = false;
      release();
    }
  }

  return {
    showState,
    showAllStates(lane) {
      for (const [transferId, running] of lane.running) void showState(lane, transferId, running);
    },
    create(lane, { transfer }, running) {
      const { transferId } = transfer;
      let maxSentBytes = 0;
      let totalBytes = transfer.bytesTotal;
      return {
        transfer,
        drive: lane.drive,
        clock,
        log,
        signal: running.abort.signal,
        closing,
        setPhase: (phase) => setPhase(lane, transferId, running, phase),
        withSlot: (move) => withSlot(lane, transferId, running, move),
        restart(restartReason) {
          maxSentBytes = 0;
          store.progress(transferId, 0);
          void store.patch(transferId, { restartReason });
        },
        setUploadExpiry(expiresAt) {
          const expiresMs = Date.parse(expiresAt ?? '');
          const uploadExpiresAt = Number.isNaN(expiresMs) ? null : toInstant(expiresMs);
          if (store.get(transferId)?.transfer.uploadExpiresAt !== uploadExpiresAt)
            void store.patch(transferId, { uploadExpiresAt });
        },
        setTotal(bytesTotal) {
          totalBytes = bytesTotal;
          void store.patch(transferId, { bytesTotal });
        },
        setPercent(percent) {
          if (store.get(transferId)?.transfer.percent !== percent) void store.patch(transferId, { percent });
        },
        progress(bytesDone, bytesInFlight = 0) {
          maxSentBytes = Math.max(maxSentBytes, bytesDone + bytesInFlight);
          store.progress(transferId, bytesDone, bytesInFlight);
        },
        isAllSent: () => totalBytes !== null && maxSentBytes >= totalBytes,
        saveJob: (job) => store.update(transferId, (current) => ({ ...current, job })),
        async wait(reason, waitMs) {
          running.endWait = new AbortController();
          running.wait = { reason, untilMs: clock.now() + waitMs };
          void showState(lane, transferId, running);
          await sleepUntilWoken(clock, waitMs, running.abort.signal, running.endWait.signal);
          running.wait = null;
          void showState(lane, transferId, running);
        },
      };
    },
  };
}

async function sleepUntilWoken(
  clock: Clock,
  waitMs: number,
  abort: AbortSignal,
  wake: AbortSignal,
): Promise<void> {
  try {
    await clock.sleep(waitMs, AbortSignal.any([abort, wake]));
  } catch {
    abort.throwIfAborted();
  }
}

export interface JobState {
  readonly job: UploadFileJob;
  update(patch: Partial<UploadFileJob>): Promise<void>;
}

export function createJobState(context: TransferContext, first: UploadFileJob): JobState {
  let job = first;
  return {
    get job() {
      return job;
    },
    update(patch) {
      job = { ...job, ...patch };
      return context.saveJob(job);
    },
  };
}
