import type { AccountDrive, AccountDrives } from '../../accounts/account-drive.ts';
import type { Clock, Log } from '../../ports.ts';
import { createLane, type Lane, type Running } from './lane.ts';
import { hasRoom, isForFullDrive, isForNetwork, isSmall, needsSignIn } from './lane-rules.ts';
import type { Ledger } from '../store/transfer-store.ts';
import { patchTransfer } from '../store/patch-transfer.ts';
import { createEndings } from './record-outcome.ts';
import { createStops, unpark } from './cancel-and-pause.ts';
import { createWorks } from './queue-work.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { Work, WorkEnd } from './transfer-context.ts';

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
  /** Somebody sends more: there may be room again in a drive that was full. */
  trySpace(accountId: string): void;
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

/** When the network is back, what waits for it begins again within this time, not all in the same moment. */
const wakeSpreadMs = 2_000;

export function createQueue(surroundings: QueueSurroundings): Queue {
  const { ledger, drives, clock } = surroundings;
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  const stops = createStops(surroundings, lanes);
  const works = createWorks({ ...surroundings, moving: pump });
  const endings = createEndings(surroundings, { admit, requeue });

  /** null for an account that can't be used now. */
  function laneOf(accountId: string): Lane | null {
    try {
      const known = lanes.get(accountId);
      if (known !== undefined) return known;
      const drive = drives.drive(accountId);
      const lane = createLane(
        drive,
        () => mostOf(drive),
        (one) => works.showAll(one),
      );
      lanes.set(accountId, lane);
      return lane;
    } catch {
      return null;
    }
  }

  const mostOf = ({ graph }: AccountDrive): number =>
    Math.min(surroundings.mostAtOnce(), graph.pace.concurrency());

  function pump(lane: Lane): void {
    if (closing.signal.aborted || surroundings.isHeld() || needsSignIn(lane)) return;
    for (let transferId = lane.peek(); transferId !== undefined; transferId = lane.peek()) {
      const record = ledger.get(transferId);
      const isReady = record?.transfer.state === 'queued' && !lane.running.has(transferId);
      if (isReady && !hasRoom(lane, mostOf(lane.drive), record)) return;
      lane.next();
      if (!isReady) continue;
      if (isForFullDrive(lane, record)) void endings.awaitSpace(transferId);
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
      isSmall: isSmall(record),
      isMoving: false,
      wait: null,
      isOver: false,
      ended: promise,
    };
    lane.running.set(transferId, running);
    void works.show(lane, transferId, running);
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
      const end = await surroundings.carryOut(record, works.create(lane, record, running));
      // Whoever stopped a folder in the last moment did not mean that what lies in it begins.
      if (end.kind === 'done' && (end.next ?? []).length > 0) running.abort.signal.throwIfAborted();
      running.isOver = true;
      await endings.settle(transferId, end);
    } catch (error) {
      running.isOver = true;
      await endings.fail(lane, transferId, running, error);
    }
    const now = ledger.get(transferId);
    if (now !== undefined) surroundings.stopped(now);
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

  function requeue(transferId: string): void {
    if (ledger.get(transferId)?.transfer.state !== 'waiting') return;
    void patchTransfer(ledger, transferId, { state: 'queued', waitReason: null, waitUntil: null });
    const record = ledger.get(transferId);
    if (record !== undefined) admit([record]);
  }

  function admit(records: Iterable<TransferRecord>, order: 'first' | 'inTurn' = 'inTurn'): void {
    const touched = new Set<Lane>();
    for (const record of records) {
      if (record.transfer.state !== 'queued') continue;
      const lane = laneOf(record.transfer.accountId);
      if (lane === null || needsSignIn(lane)) {
        void endings.awaitSignIn(record.transfer.transferId);
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
    if (!unpark(lane, transferId) && running !== undefined) return running.wake.abort();
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
    pump() {
      for (const lane of lanes.values()) {
        lane.turns.grant();
        pump(lane);
      }
    },
    trySpace(accountId) {
      const lane = lanes.get(accountId);
      if (lane !== undefined) trySpace(lane);
    },
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
