import { toFailure } from '../../../contract/errors.ts';
import { AppError, isAppError } from '../../errors.ts';
import { reportBug } from '../../lib/report-bug.ts';
import type { Lane, Running } from './lane.ts';
import { markFull, needsSignIn } from './lane-rules.ts';
import { toInstant } from '../model/limits.ts';
import { patchTransfer } from '../store/patch-transfer.ts';
import { toPostponement, toWaitMs } from './retry-schedule.ts';
import { toEnded } from './cancel-and-pause.ts';
import type { QueueSurroundings } from './queue.ts';
import { toQueued } from '../model/restart.ts';
import { Halted, NoRoom, toNetworkStop } from './interruptions.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import { Postponed, type Conflict, type WorkEnd } from './transfer-context.ts';

/** Writes down how a run ended, and sees to it that what ends by itself comes again. */
export interface Endings {
  settle(transferId: string, end: WorkEnd): void | Promise<void>;
  fail(lane: Lane, transferId: string, running: Running, error: unknown): Promise<void>;
  /** Nothing is lost with a sign-in that ended, or an account that can't be opened: it goes on once there is a way. */
  awaitSignIn(transferId: string): Promise<void>;
  /** One was refused for want of room: the others need not hear the same one by one. */
  awaitSpace(transferId: string): Promise<void>;
}

/** What comes into the line again, and when. */
export interface Line {
  admit(records: Iterable<TransferRecord>): void;
  /** One that waits, and need not any more. */
  requeue(transferId: string): void;
}

export function createEndings(surroundings: QueueSurroundings, line: Line): Endings {
  const { ledger, clock, log } = surroundings;
  const ended = () => toEnded(clock);

  function finish(transferId: string, { result, next = [] }: Extract<WorkEnd, { kind: 'done' }>): void {
    const kept = ledger.follow(
      transferId,
      (record) => ({
        ...record,
        transfer: { ...record.transfer, ...ended(), ...result, state: 'done' },
        postponed: null,
      }),
      next,
    );
    // What lies in a folder begins when it is kept, and the folder's end with it: after a crash neither comes twice.
    if (next.length > 0) void kept.then(() => line.admit(ledger.current(next)));
  }

  function stopForPerson(transferId: string, { local, existing, inTheWay }: Conflict): Promise<void> {
    return ledger.change(transferId, ({ transfer, job }) =>
      surroundings.answered({
        transfer: {
          ...transfer,
          state: 'conflict',
          conflict: { local, existing },
          bytesDone: 0,
          waitUntil: null,
          waitReason: null,
        },
        job: job.kind === 'uploadFile' ? { ...job, inTheWay, sent: null } : job,
        postponed: null,
      }),
    );
  }

  async function fail(lane: Lane, transferId: string, running: Running, error: unknown): Promise<void> {
    const { reason }: { reason: unknown } = running.abort.signal;
    if (reason instanceof Halted) return halted(lane, transferId, reason.state);
    if (running.abort.signal.aborted || isAppError(error, 'cancelled')) {
      return patchTransfer(ledger, transferId, { state: 'cancelled', ...ended() });
    }
    if (error instanceof NoRoom) return awaitSpace(transferId);
    if (error instanceof Postponed) return postpone(lane, transferId, error);
    if (isAppError(error, 'offline') || isAppError(error, 'networkSignIn'))
      return postpone(lane, transferId, toNetworkStop(error));
    // A pre-signed address may answer 401 as well: that says nothing about the account.
    if (isAppError(error, 'signInNeeded') && needsSignIn(lane)) return awaitSignIn(transferId);
    if (isAppError(error, 'quotaFull')) markFull(lane, ledger.get(transferId));
    return tellFailure(transferId, error);
  }

  function tellFailure(transferId: string, error: unknown): Promise<void> {
    if (!(error instanceof AppError)) {
      reportBug(log, 'transfer', error);
    }
    const { name } = ledger.get(transferId)?.transfer ?? { name: '' };
    const failure = error instanceof AppError ? error.about(name).toFailure() : toFailure('bug', name);
    return patchTransfer(ledger, transferId, { state: 'failed', failure, ...ended() });
  }

  /** As it was when it stopped, but that nothing of it goes on. */
  function halted(lane: Lane, transferId: string, state: Halted['state']): Promise<void> {
    if (state === 'queued') lane.pushFirst(transferId);
    return ledger.change(transferId, (record) => {
      const queued = toQueued(record);
      return { ...queued, transfer: { ...queued.transfer, state } };
    });
  }

  function awaitSignIn(transferId: string): Promise<void> {
    return patchTransfer(ledger, transferId, {
      state: 'waiting',
      waitReason: 'signInNeeded',
      waitUntil: null,
    });
  }

  function awaitSpace(transferId: string): Promise<void> {
    return patchTransfer(ledger, transferId, { state: 'waiting', waitReason: 'quotaFull', waitUntil: null });
  }

  async function postpone(lane: Lane, transferId: string, { reason, failure }: Postponed): Promise<void> {
    const nowMs = clock.now();
    const before = ledger.get(transferId)?.postponed ?? null;
    const postponed = toPostponement(before, reason, toInstant(nowMs));
    const waitMs = toWaitMs(postponed, nowMs);
    if (waitMs === undefined)
      return patchTransfer(ledger, transferId, { state: 'failed', failure, ...ended() });
    const waitUntil = toInstant(nowMs + waitMs);
    const kept = ledger.change(transferId, (record) => ({
      ...record,
      transfer: { ...record.transfer, state: 'waiting', waitReason: reason, waitUntil },
      postponed,
    }));
    // Not after it is kept: who sees it wait may want it to go on, or to stop, at once.
    park(lane, transferId, waitMs);
    await kept;
  }

  function park(lane: Lane, transferId: string, waitMs: number): void {
    const parked = new AbortController();
    lane.parked.set(transferId, parked);
    void clock
      .sleep(waitMs, parked.signal)
      .then(() => {
        lane.parked.delete(transferId);
        line.requeue(transferId);
      })
      .catch(() => undefined);
  }

  return {
    settle: (transferId, end) =>
      end.kind === 'done' ? finish(transferId, end) : stopForPerson(transferId, end),
    fail,
    awaitSignIn,
    awaitSpace,
  };
}
