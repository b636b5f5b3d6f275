import type { AccountDrive, AccountDrives } from '../../accounts/account-drive.ts';
import type { Clock, Log } from '../../ports.ts';
import { isChange } from '../model/change-job.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import { cancelRetryTimer, createCancelAndPause } from './cancel-and-pause.ts';
import {
  canStart,
  createLane,
  goesToFullDrive,
  isSmall,
  isWaitingForNetwork,
  needsSignIn,
  toQueueName,
  type Lane,
  type Running,
  type PriorityQueue,
} from './lane.ts';
import { createOutcomeRecorder } from './record-outcome.ts';
import { createTransferContexts, type RunResult, type TransferContext } from './transfer-context.ts';

export interface Queue {
  /** Enqueues records in state "queued"; `first`: before all others of their account. */
  enqueue(records: Iterable<TransferRecord>, order?: 'first' | 'last'): void;
  endWait(transferId: string): void;
  /** Ends waits for the network, spread over two seconds. */
  retryOffline(): void;
  cancel(records: readonly TransferRecord[]): Promise<void>;
  /** Their progress is kept. Ended transfers and conflicts stay as they are. */
  pause(records: readonly TransferRecord[]): Promise<void>;
  requeueRunning(): Promise<void>;
  startReady(): void;
  retryFullDrives(accountId: string): void;
  signedIn(accountId: string): void;
  removeAccount(accountId: string): Promise<void>;
  cancelAll(): Promise<void>;
  /** Interrupts running transfers, to be resumed at the next start. */
  close(): Promise<void>;
}

export interface QueueDeps {
  store: TransferStore;
  drives: AccountDrives;
  clock: Clock;
  log: Log;
  maxConcurrent: () => number;
  isPaused: () => boolean;
  runTransfer: (record: TransferRecord, context: TransferContext) => Promise<RunResult>;
  applyChoice: (record: TransferRecord) => TransferRecord;
  onStopped: (record: TransferRecord) => void;
  release: (records: readonly TransferRecord[]) => Promise<void>;
}

const retrySpreadMs = 2_000;

export function createQueue(deps: QueueDeps): Queue {
  const { store, drives, clock } = deps;
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  const interruptions = createCancelAndPause(deps, lanes);
  const contexts = createTransferContexts({ ...deps, closing: closing.signal, onSlotTaken: startReady });
  const outcomes = createOutcomeRecorder({ ...deps, enqueue, requeue });

  /** null for an account that can't be used now. */
  function laneOf(accountId: string): Lane | null {
    try {
      const known = lanes.get(accountId);
      if (known !== undefined) return known;
      const drive = drives.drive(accountId);
      const lane = createLane(
        drive,
        () => maxOf(drive),
        (one) => contexts.showAllStates(one),
      );
      lanes.set(accountId, lane);
      return lane;
    } catch {
      return null;
    }
  }

  const maxOf = ({ graph }: AccountDrive): number => Math.min(deps.maxConcurrent(), graph.pace.concurrency());

  function startReady(lane: Lane): void {
    if (closing.signal.aborted || needsSignIn(lane)) return;
    const { quick, ...others } = lane.queues;
    const queues = deps.isPaused() ? [quick] : [quick, ...Object.values(others)];
    for (const queue of queues) startReadyOf(lane, queue);
  }

  function startReadyOf(lane: Lane, queue: PriorityQueue): void {
    for (let transferId = queue.peek(); transferId !== undefined; transferId = queue.peek()) {
      const record = store.get(transferId);
      const isReady = record?.transfer.state === 'queued' && !lane.running.has(transferId);
      if (isReady && !canStart(lane, maxOf(lane.drive), record)) return;
      queue.next();
      if (!isReady) continue;
      if (goesToFullDrive(lane, record)) void outcomes.awaitSpace(transferId);
      else start(lane, record);
    }
  }

  function start(lane: Lane, record: TransferRecord): void {
    const { transferId } = record.transfer;
    const { promise, resolve } = Promise.withResolvers<void>();
    const running = toRunning(record, promise);
    lane.running.set(transferId, running);
    void contexts.showState(lane, transferId, running);
    void run(lane, record, running).finally(() => {
      lane.running.delete(transferId);
      // It was restarted while its outcome was being written.
      const now = store.get(transferId);
      if (now?.transfer.state === 'queued') lane.push(now);
      resolve();
      startReady(lane);
    });
  }

  async function run(lane: Lane, record: TransferRecord, running: Running): Promise<void> {
    const { transferId } = record.transfer;
    try {
      const result = await deps.runTransfer(record, contexts.create(lane, record, running));
      // A folder that was stopped at the last moment must not start its children.
      if (result.kind === 'done' && (result.next ?? []).length > 0) running.abort.signal.throwIfAborted();
      running.hasEnded = true;
      await outcomes.recordResult(transferId, result);
    } catch (error) {
      running.hasEnded = true;
      await outcomes.recordFailure(lane, transferId, running, error);
    }
    const now = store.get(transferId);
    if (now !== undefined) deps.onStopped(now);
  }

  function retryFullDrives(lane: Lane): void {
    if (lane.fullDrives.size === 0) return;
    lane.fullDrives.clear();
    requeueWaiting(lane.drive.account.accountId, 'quotaFull');
  }

  function requeueWaiting(accountId: string, reason: 'quotaFull' | 'signInNeeded'): void {
    for (const { transfer } of store.ofAccount(accountId))
      if (transfer.waitReason === reason) requeue(transfer.transferId);
  }

  function requeue(transferId: string): void {
    if (store.get(transferId)?.transfer.state !== 'waiting') return;
    void store.patch(transferId, { state: 'queued', waitReason: null, waitUntil: null });
    const record = store.get(transferId);
    if (record !== undefined) enqueue([record]);
  }

  function enqueue(records: Iterable<TransferRecord>, order: 'first' | 'last' = 'last'): void {
    const touched = new Set<Lane>();
    for (const record of records) {
      if (record.transfer.state !== 'queued') continue;
      const lane = laneOf(record.transfer.accountId);
      if (lane === null || needsSignIn(lane)) {
        void outcomes.awaitSignIn(record.transfer.transferId);
        continue;
      }
      if (order === 'first') lane.pushFirst(record);
      else lane.push(record);
      touched.add(lane);
    }
    touched.forEach(startReady);
  }

  async function removeAccount(accountId: string): Promise<void> {
    await interruptions.cancel(store.ofAccount(accountId));
    lanes.get(accountId)?.close();
    lanes.delete(accountId);
  }

  function endWait(transferId: string): void {
    const lane = lanes.get(store.get(transferId)?.transfer.accountId ?? '');
    if (lane !== undefined) retryFullDrives(lane);
    const running = lane?.running.get(transferId);
    if (!cancelRetryTimer(lane, transferId) && running !== undefined) return running.endWait.abort();
    requeue(transferId);
  }

  async function endWaitSoon(transferId: string): Promise<void> {
    try {
      await clock.sleep(Math.random() * retrySpreadMs, closing.signal);
    } catch {
      return;
    }
    if (isWaitingForNetwork(store.get(transferId))) endWait(transferId);
  }

  return {
    enqueue,
    endWait,
    retryOffline() {
      for (const { running, retryTimers } of lanes.values()) {
        for (const transferId of [...running.keys(), ...retryTimers.keys()]) {
          if (isWaitingForNetwork(store.get(transferId))) void endWaitSoon(transferId);
        }
      }
    },
    cancel: (records) => interruptions.cancel(records),
    pause: (records) => interruptions.pause(records),
    requeueRunning: () => interruptions.requeueRunning(),
    startReady() {
      for (const lane of lanes.values()) {
        lane.slots.maxChanged();
        startReady(lane);
      }
    },
    retryFullDrives(accountId) {
      const lane = lanes.get(accountId);
      if (lane !== undefined) retryFullDrives(lane);
    },
    signedIn(accountId) {
      requeueWaiting(accountId, 'signInNeeded');
      const lane = lanes.get(accountId);
      if (lane !== undefined) startReady(lane);
    },
    removeAccount,
    async cancelAll() {
      await Promise.all(store.accountIds().map(removeAccount));
    },
    async close() {
      closing.abort();
      for (const lane of lanes.values()) lane.close();
      await interruptions.requeueRunning();
      lanes.clear();
    },
  };
}

const toRunning = (record: TransferRecord, ended: Promise<void>): Running => ({
  abort: new AbortController(),
  endWait: new AbortController(),
  phase: isChange(record) ? 'running' : 'checking',
  queue: toQueueName(record),
  isSmall: isSmall(record),
  hasSlot: false,
  wait: null,
  hasEnded: false,
  ended,
});
