import { toFailure } from '../../../contract/errors.ts';
import { AppError, isAppError } from '../../errors.ts';
import { reportBug } from '../../lib/report-bug.ts';
import type { Clock, Log } from '../../ports.ts';
import { isArriving } from '../model/change-job.ts';
import { toInstant } from '../../lib/instant.ts';
import { toRequeued, toWaiting } from '../model/transitions.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import { toEndedPatch } from './cancel-and-pause.ts';
import { DriveFull, RetryLater, retryWhenOnline, TransferInterrupted } from './interruptions.ts';
import { markDriveFull, needsSignIn, type Lane, type Running } from './lane.ts';
import { toRetryState, toWaitMs } from './retry-schedule.ts';
import type { Conflict, RunResult } from './transfer-context.ts';

export interface OutcomeRecorder {
  recordResult(transferId: string, result: RunResult): void | Promise<void>;
  recordFailure(lane: Lane, transferId: string, running: Running, error: unknown): Promise<void>;
  awaitSignIn(transferId: string): Promise<void>;
  awaitSpace(transferId: string): Promise<void>;
}

export interface OutcomeDeps {
  store: TransferStore;
  clock: Clock;
  log: Log;
  applyChoice: (record: TransferRecord) => TransferRecord;
  enqueue: (records: readonly TransferRecord[]) => void;
  requeue: (transferId: string) => void;
}

export function createOutcomeRecorder(deps: OutcomeDeps): OutcomeRecorder {
  const { store, clock, log } = deps;

  function recordDone(transferId: string, { result, next = [] }: Extract<RunResult, { kind: 'done' }>): void {
    const done = { ...toEndedPatch(clock), ...result, state: 'done' } as const;
    const stored = store.updateAndAdd(
      transferId,
      (record) => ({ ...record, transfer: { ...record.transfer, ...done }, retry: null }),
      next,
    );
    // A folder's children are stored in the same write as its end, so that a crash repeats neither.
    if (next.length > 0) void stored.then(() => deps.enqueue(store.current(next)));
  }

  function recordConflict(transferId: string, { local, existing, conflictTarget }: Conflict): Promise<void> {
    const patch = {
      state: 'conflict',
      conflict: { local, existing, canReplace: conflictTarget !== 'notAFile' },
      bytesDone: 0,
      bytesInFlight: 0,
      waitUntil: null,
      waitReason: null,
    } as const;
    return store.update(transferId, ({ transfer, job }) =>
      deps.applyChoice({
        transfer: { ...transfer, ...patch },
        job:
          job.kind === 'uploadFile'
            ? { ...job, conflictTarget, sent: null }
            : isArriving(job)
              ? { ...job, conflictTarget }
              : job,
        retry: null,
      }),
    );
  }

  function recordFailure(lane: Lane, transferId: string, running: Running, error: unknown): Promise<void> {
    const { reason }: { reason: unknown } = running.abort.signal;
    if (reason instanceof TransferInterrupted) return recordInterruption(lane, transferId, reason.state);
    if (running.abort.signal.aborted || isAppError(error, 'cancelled'))
      return store.patch(transferId, { state: 'cancelled', ...toEndedPatch(clock) });
    if (error instanceof DriveFull) return awaitSpace(transferId);
    if (error instanceof RetryLater) return scheduleRetry(lane, transferId, error);
    if (isAppError(error, 'offline', 'networkSignIn', 'proxySignIn'))
      return scheduleRetry(lane, transferId, retryWhenOnline(error));
    // A pre-signed URL may also answer 401, which says nothing about the account.
    if (isAppError(error, 'signInNeeded') && needsSignIn(lane)) return awaitSignIn(transferId);
    if (isAppError(error, 'quotaFull', 'ownerQuotaFull')) markDriveFull(lane, store.get(transferId));
    return recordError(transferId, error);
  }

  function recordError(transferId: string, error: unknown): Promise<void> {
    if (!(error instanceof AppError)) reportBug(log, 'transfer', error);
    const { name } = store.get(transferId)?.transfer ?? { name: '' };
    const failure = error instanceof AppError ? error.about(name).toFailure() : toFailure('bug', name);
    return store.patch(transferId, { state: 'failed', failure, ...toEndedPatch(clock) });
  }

  function recordInterruption(
    lane: Lane,
    transferId: string,
    state: TransferInterrupted['state'],
  ): Promise<void> {
    const interrupted = store.get(transferId);
    if (state === 'queued' && interrupted !== undefined) lane.pushFirst(interrupted);
    return store.update(transferId, (record) => {
      const queued = toRequeued(record);
      return { ...queued, transfer: { ...queued.transfer, state } };
    });
  }

  const awaitReason = (transferId: string, waitReason: 'signInNeeded' | 'quotaFull'): Promise<void> =>
    store.update(transferId, (record) => toWaiting(record, waitReason, null));
  const awaitSignIn = (transferId: string) => awaitReason(transferId, 'signInNeeded');
  const awaitSpace = (transferId: string) => awaitReason(transferId, 'quotaFull');

  async function scheduleRetry(
    lane: Lane,
    transferId: string,
    { reason, failure }: RetryLater,
  ): Promise<void> {
    const nowMs = clock.now();
    const retry = toRetryState(store.get(transferId)?.retry ?? null, reason, toInstant(nowMs));
    const waitMs = toWaitMs(retry, nowMs);
    if (waitMs === undefined)
      return store.patch(transferId, { state: 'failed', failure, ...toEndedPatch(clock) });
    const waitUntil = toInstant(nowMs + waitMs);
    const stored = store.update(transferId, (record) => ({ ...toWaiting(record, reason, waitUntil), retry }));
    // Before the write: the person may already end or cancel the wait.
    startRetryTimer(lane, transferId, waitMs);
    await stored;
  }

  function startRetryTimer(lane: Lane, transferId: string, waitMs: number): void {
    const timer = new AbortController();
    lane.retryTimers.set(transferId, timer);
    void clock
      .sleep(waitMs, timer.signal)
      .then(() => {
        lane.retryTimers.delete(transferId);
        deps.requeue(transferId);
      })
      .catch(() => undefined);
  }

  return {
    recordResult: (transferId, result) =>
      result.kind === 'done' ? recordDone(transferId, result) : recordConflict(transferId, result),
    recordFailure,
    awaitSignIn,
    awaitSpace,
  };
}
