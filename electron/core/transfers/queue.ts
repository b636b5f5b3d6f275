import { toFailure } from '../../contract/errors.ts';
import type { Transfer } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { Clock, Log } from '../ports.ts';
import { createStops, toEnded } from './queue-stops.ts';
import { createLane, type Lane, type Running } from './lane.ts';
import type { Ledger } from './ledger.ts';
import { toInstant } from './measures.ts';
import { toQueued } from './restored.ts';
import { Halted, toNetworkStop } from './stops.ts';
import type { TransferRecord } from './transfer-record.ts';
import { Postponed, toWaitMs, type Conflict, type Work, type WorkEnd } from './work.ts';

/** Decides what is carried out when, and writes down how it ended. What a transfer does is none of its business. */
export interface Queue {
  /** Those of them that are queued get their turn; `first`: before all others of their account. */
  admit(records: Iterable<TransferRecord>, order?: 'first' | 'inTurn'): void;
  /** Ends the wait of a transfer that waits. */
  wake(transferId: string): void;
  /** Ends waits for the network, not all in the same moment: it may be back. */
  wakeOffline(): void;
  /** Resolves when nothing of them goes on any more. */
  cancel(records: readonly TransferRecord[]): Promise<void>;
  /** Stops them for now; what the service has of them is kept. Ended ones and conflicts stay what they are. */
  pause(records: readonly TransferRecord[]): Promise<void>;
  /** What is under way goes back to the front of its line. */
  putBack(): Promise<void>;
  /** Whoever may begin by now, does. */
  pump(): void;
  /** Somebody signed in to the account: what waited for that goes on. */
  signedIn(accountId: string): void;
  /** Cancels all of an account, and forgets it. */
  leave(accountId: string): Promise<void>;
  /** Cancels everything. */
  cancelAll(): Promise<void>;
  /** Stops what goes on, to go on at the next start. Resolves when nothing goes on any more. */
  close(): Promise<void>;
}

export interface QueueSurroundings {
  ledger: Ledger;
  drives: AccountDrives;
  clock: Clock;
  log: Log;
  /** Of one account, at most: as set by a person. */
  mostAtOnce: () => number;
  /** Nothing begins. */
  isHeld: () => boolean;
  carryOut: (record: TransferRecord, work: Work) => Promise<WorkEnd>;
  /** A conflict as it is after what a person answered for the whole batch already; else as it was. */
  answered: (record: TransferRecord) => TransferRecord;
  /** After the record has been swapped. */
  stopped: (record: TransferRecord) => void;
  /** Whatever a transfer that will not go on holds at the service. */
  release: (record: TransferRecord) => Promise<void>;
}

export function createQueue(surroundings: QueueSurroundings): Queue {
  const { ledger, drives, clock, log } = surroundings;
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  const stops = createStops(surroundings, lanes);
  const ended = () => toEnded(clock);

  function change(transferId: string, patch: Partial<Transfer>): Promise<void> {
    return ledger.change(transferId, (record) => ({ ...record, transfer: { ...record.transfer, ...patch } }));
  }

  /** null for an account that can't be used now. */
  function laneOf(accountId: string): Lane | null {
    try {
      const lane = lanes.get(accountId) ?? createLane(drives.drive(accountId), showAll);
      lanes.set(accountId, lane);
      return lane;
    } catch {
      return null;
    }
  }

  function showAll(lane: Lane): void {
    for (const [transferId, running] of lane.running) void show(lane, transferId, running);
  }

  /** A transfer's own wait goes before that of its account. */
  function show(lane: Lane, transferId: string, { wait, phase }: Running): Promise<void> {
    const untilMs = wait?.untilMs ?? lane.pausedUntilMs;
    if (untilMs === null) return change(transferId, { state: phase, waitUntil: null, waitReason: null });
    return change(transferId, {
      state: 'waiting',
      waitUntil: toInstant(untilMs),
      waitReason: wait?.reason ?? 'throttled',
    });
  }

  function pump(lane: Lane): void {
    if (closing.signal.aborted || surroundings.isHeld() || needsSignIn(lane)) return;
    while (lane.running.size < Math.min(surroundings.mostAtOnce(), lane.drive.graph.pace.concurrency())) {
      const transferId = lane.next();
      if (transferId === undefined) return;
      const record = ledger.get(transferId);
      if (record?.transfer.state !== 'queued' || lane.running.has(transferId)) continue;
      const driveId = toFilledDrive(record);
      if (driveId !== null && lane.fullDrives.has(driveId)) void awaitSpace(transferId);
      else start(lane, record);
    }
  }

  function start(lane: Lane, record: TransferRecord): void {
    const { transferId } = record.transfer;
    const { promise, resolve } = Promise.withResolvers<void>();
    const running: Running = {
      abort: new AbortController(),
      wake: new AbortController(),
      phase: 'checking',
      wait: null,
      ended: promise,
    };
    lane.running.set(transferId, running);
    void show(lane, transferId, running);
    void run(lane, record, running).finally(() => {
      lane.running.delete(transferId);
      // Somebody had it begin again while its end was still being written down.
      const now = ledger.get(transferId);
      if (now?.transfer.state === 'queued') lane.push(now);
      resolve();
      pump(lane);
    });
  }

  async function run(lane: Lane, record: TransferRecord, running: Running): Promise<void> {
    const { transferId } = record.transfer;
    try {
      const end = await surroundings.carryOut(record, createWork(lane, record, running));
      if (end.kind === 'done') finish(transferId, end);
      else await stopForPerson(transferId, end);
    } catch (error) {
      await fail(lane, transferId, running, error);
    }
    const now = ledger.get(transferId);
    if (now !== undefined) surroundings.stopped(now);
  }

  function createWork(lane: Lane, { transfer }: TransferRecord, running: Running): Work {
    const { transferId } = transfer;
    let mostBytes = 0;
    let totalBytes = transfer.bytesTotal;
    return {
      transfer,
      drive: lane.drive,
      clock,
      log,
      signal: running.abort.signal,
      enter(state) {
        if (running.phase === state && running.wait === null) return;
        running.phase = state;
        running.wait = null;
        void show(lane, transferId, running);
      },
      beginAgain(beganAgain) {
        mostBytes = 0;
        ledger.progress(transferId, 0);
        void change(transferId, { beganAgain });
      },
      setTotal(bytesTotal) {
        totalBytes = bytesTotal;
        void change(transferId, { bytesTotal });
      },
      progress(bytesDone) {
        mostBytes = Math.max(mostBytes, bytesDone);
        ledger.progress(transferId, bytesDone);
      },
      allSent: () => totalBytes !== null && mostBytes >= totalBytes,
      keep: (job) => ledger.change(transferId, (current) => ({ ...current, job })),
      async pause(reason, waitMs) {
        running.wake = new AbortController();
        running.wait = { reason, untilMs: clock.now() + waitMs };
        void show(lane, transferId, running);
        await rest(waitMs, running.abort.signal, running.wake.signal);
      },
    };
  }

  /** Resolves when the time is over or someone woke it; throws when it was cancelled. */
  async function rest(waitMs: number, abort: AbortSignal, wake: AbortSignal): Promise<void> {
    try {
      await clock.sleep(waitMs, AbortSignal.any([abort, wake]));
    } catch {
      abort.throwIfAborted();
    }
  }

  function finish(transferId: string, { result, next = [] }: Extract<WorkEnd, { kind: 'done' }>): void {
    const kept = ledger.follow(
      transferId,
      (record) => ({
        ...record,
        transfer: { ...record.transfer, ...ended(), ...result, state: 'done' },
        stops: 0,
      }),
      next,
    );
    // What lies in a folder begins when it is kept, and the folder's end with it: after a crash neither comes twice.
    if (next.length > 0) void kept.then(() => admit(ledger.current(next)));
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
        stops: 0,
      }),
    );
  }

  async function fail(lane: Lane, transferId: string, running: Running, error: unknown): Promise<void> {
    const { reason }: { reason: unknown } = running.abort.signal;
    if (reason instanceof Halted) return halted(lane, transferId, reason.state);
    if (running.abort.signal.aborted || isAppError(error, 'cancelled')) {
      return change(transferId, { state: 'cancelled', ...ended() });
    }
    if (error instanceof Postponed) return postpone(lane, transferId, error);
    if (isAppError(error, 'offline') || isAppError(error, 'networkSignIn'))
      return postpone(lane, transferId, toNetworkStop(error));
    // A pre-signed address may answer 401 as well: that says nothing about the account.
    if (isAppError(error, 'signInNeeded') && needsSignIn(lane)) return awaitSignIn(transferId);
    const driveId = isAppError(error, 'quotaFull') ? toFilledDrive(ledger.get(transferId)) : null;
    if (driveId !== null) lane.fullDrives.add(driveId);
    if (!(error instanceof AppError)) {
      log.error('bug', {
        during: 'transfer',
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    const { name } = ledger.get(transferId)?.transfer ?? { name: '' };
    const failure = error instanceof AppError ? error.about(name).toFailure() : toFailure('bug', name);
    return change(transferId, { state: 'failed', failure, ...ended() });
  }

  /** As it was when it stopped, but that nothing of it goes on. */
  function halted(lane: Lane, transferId: string, state: Halted['state']): Promise<void> {
    if (state === 'queued') lane.pushFirst(transferId);
    return ledger.change(transferId, (record) => {
      const queued = toQueued(record);
      return { ...queued, transfer: { ...queued.transfer, state } };
    });
  }

  /** Nothing is lost with a sign-in that ended, or an account that can't be opened: it goes on once there is a way. */
  function awaitSignIn(transferId: string): Promise<void> {
    return change(transferId, { state: 'waiting', waitReason: 'signInNeeded', waitUntil: null });
  }

  /** One was refused for want of room: the others need not hear the same one by one. */
  function awaitSpace(transferId: string): Promise<void> {
    return change(transferId, { state: 'waiting', waitReason: 'quotaFull', waitUntil: null });
  }

  /** Somebody tries again, so there may be room: all that waited for it gets its turn. */
  function trySpace(lane: Lane): void {
    if (lane.fullDrives.size === 0) return;
    lane.fullDrives.clear();
    const { accountId } = lane.drive.account;
    for (const { transfer } of ledger.all())
      if (transfer.accountId === accountId && transfer.waitReason === 'quotaFull')
        requeue(transfer.transferId);
  }

  async function postpone(lane: Lane, transferId: string, { reason, failure }: Postponed): Promise<void> {
    const stops = ledger.get(transferId)?.stops ?? 0;
    const waitMs = toWaitMs(reason, stops);
    if (waitMs === undefined) return change(transferId, { state: 'failed', failure, ...ended() });
    const waitUntil = toInstant(clock.now() + waitMs);
    await ledger.change(transferId, (record) => ({
      ...record,
      transfer: { ...record.transfer, state: 'waiting', waitReason: reason, waitUntil },
      stops: stops + 1,
    }));
    const parked = new AbortController();
    lane.parked.set(transferId, parked);
    void clock
      .sleep(waitMs, parked.signal)
      .then(() => {
        lane.parked.delete(transferId);
        requeue(transferId);
      })
      .catch(() => undefined);
  }

  function requeue(transferId: string): void {
    if (ledger.get(transferId)?.transfer.state !== 'waiting') return;
    void change(transferId, { state: 'queued', waitReason: null, waitUntil: null });
    const record = ledger.get(transferId);
    if (record !== undefined) admit([record]);
  }

  function admit(records: Iterable<TransferRecord>, order: 'first' | 'inTurn' = 'inTurn'): void {
    const touched = new Set<Lane>();
    for (const record of records) {
      if (record.transfer.state !== 'queued') continue;
      const lane = laneOf(record.transfer.accountId);
      if (lane === null || needsSignIn(lane)) {
        void awaitSignIn(record.transfer.transferId);
        continue;
      }
      if (order === 'first') lane.pushFirst(record.transfer.transferId);
      else lane.push(record);
      touched.add(lane);
    }
    touched.forEach(pump);
  }

  async function leave(accountId: string): Promise<void> {
    await stops.cancel([...ledger.all()].filter(({ transfer }) => transfer.accountId === accountId));
    lanes.get(accountId)?.close();
    lanes.delete(accountId);
  }

  function wake(transferId: string): void {
    const lane = lanes.get(ledger.get(transferId)?.transfer.accountId ?? '');
    if (lane !== undefined) trySpace(lane);
    const running = lane?.running.get(transferId);
    if (running !== undefined) return running.wake.abort();
    lane?.parked.get(transferId)?.abort();
    lane?.parked.delete(transferId);
    requeue(transferId);
  }

  async function wakeLater(transferId: string): Promise<void> {
    try {
      await clock.sleep(Math.random() * wakeSpreadMs, closing.signal);
    } catch {
      return;
    }
    if (isForNetwork(ledger.get(transferId))) wake(transferId);
  }

  return {
    admit,
    wake,
    wakeOffline() {
      for (const { running, parked } of lanes.values()) {
        for (const transferId of [...running.keys(), ...parked.keys()]) {
          if (isForNetwork(ledger.get(transferId))) void wakeLater(transferId);
        }
      }
    },
    cancel: (records) => stops.cancel(records),
    pause: (records) => stops.pause(records),
    putBack: () => stops.putBack(),
    pump: () => lanes.forEach(pump),
    signedIn(accountId) {
      for (const { transfer } of ledger.all())
        if (transfer.accountId === accountId && transfer.waitReason === 'signInNeeded')
          requeue(transfer.transferId);
      const lane = lanes.get(accountId);
      if (lane !== undefined) pump(lane);
    },
    leave,
    async cancelAll() {
      const accounts = new Set([...ledger.all()].map(({ transfer }) => transfer.accountId));
      await Promise.all([...accounts].map(leave));
    },
    async close() {
      closing.abort();
      for (const lane of lanes.values()) lane.close();
      await stops.putBack();
      lanes.clear();
    },
  };
}

/** When the network is back, what waits for it begins again within this time, not all in the same moment. */
const wakeSpreadMs = 2_000;

const isForNetwork = (record: TransferRecord | undefined): boolean =>
  record?.transfer.waitReason === 'offline' || record?.transfer.waitReason === 'networkSignIn';

/** The drive that a file would go to; null for what needs no room there. */
function toFilledDrive(record: TransferRecord | undefined): string | null {
  if (record?.job.kind !== 'uploadFile') return null;
  const { parent, target } = record.job;
  const driveId = (target?.item ?? parent)?.driveId;
  return driveId === undefined ? null : toDriveKey(driveId);
}

/** Only a person can help the account: nothing of it is tried before somebody has signed in. */
const needsSignIn = ({ drive }: Lane): boolean => drive.account.state === 'signInNeeded';
