import Queue from 'yocto-queue';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { toDriveKey } from '../../graph/addressing.ts';
import { createSemaphore, type Semaphore } from '../../lib/semaphore.ts';
import { maxSmallBytes, isFolderJob, type TransferRecord } from '../model/transfer-record.ts';
import { isChange } from '../model/change-job.ts';
import type { WaitReason } from './transfer-context.ts';

export interface Running {
  readonly abort: AbortController;
  endWait: AbortController;
  phase: 'checking' | 'running';
  readonly queue: QueueName;
  readonly isSmall: boolean;
  hasSlot: boolean;
  wait: { reason: WaitReason; untilMs: number } | null;
  /** Its outcome is being written: account events no longer affect it. */
  hasEnded: boolean;
  ended: Promise<void>;
}

/**
 * They don't wait for each other. `quick` changes wait for nothing, not even "Pause all": the person has just
 * clicked.
 */
export type QueueName = 'quick' | 'contents' | 'changes' | 'copies';

export interface Lane {
  readonly drive: AccountDrive;
  readonly running: Map<string, Running>;
  readonly retryTimers: Map<string, AbortController>;
  pausedUntilMs: number | null;
  /** Full drives: nothing is sent there until a retry. */
  readonly fullDrives: Set<string>;
  readonly queues: Readonly<Record<QueueName, PriorityQueue>>;
  push(record: TransferRecord): void;
  pushFirst(record: TransferRecord): void;
  readonly slots: Semaphore;
  close(): void;
}

export function createLane(drive: AccountDrive, max: () => number, paceChanged: (lane: Lane) => void): Lane {
  const queues = {
    quick: createPriorityQueue(),
    contents: createPriorityQueue(),
    changes: createPriorityQueue(),
    copies: createPriorityQueue(),
  };
  const lane: Lane = {
    drive,
    running: new Map(),
    retryTimers: new Map(),
    fullDrives: new Set(),
    pausedUntilMs: drive.graph.pace.waitUntil(),
    queues,
    push: (record) => queues[toQueueName(record)].push(record.transfer.transferId, isFolderJob(record)),
    pushFirst: (record) => queues[toQueueName(record)].pushFirst(record.transfer.transferId),
    slots: createSemaphore(max),
    close() {
      unlisten();
      for (const timer of lane.retryTimers.values()) timer.abort();
    },
  };
  const unlisten = drive.graph.pace.listen((untilMs) => {
    lane.pausedUntilMs = untilMs;
    paceChanged(lane);
  });
  return lane;
}

export const needsSignIn = ({ drive }: Lane): boolean => drive.account.state === 'signInNeeded';

export const isWaitingForNetwork = (record: TransferRecord | undefined): boolean =>
  record?.transfer.waitReason === 'offline' || record?.transfer.waitReason === 'networkSignIn';

/** So small that preparing it takes as long as sending it. */
export function isSmall({ job, transfer }: TransferRecord): boolean {
  const isFile = job.kind === 'uploadFile' || job.kind === 'downloadFile';
  return isFile && transfer.bytesTotal !== null && transfer.bytesTotal <= maxSmallBytes;
}

export const toQueueName = (record: TransferRecord): QueueName =>
  !isChange(record)
    ? 'contents'
    : record.transfer.isQuiet
      ? 'quick'
      : record.job.kind === 'copy'
        ? 'copies'
        : 'changes';

/** As many as fit into three requests. */
const maxChanges = 60;
/** The service processes each separately. */
const maxCopies = 8;

/**
 * Up to `max`, plus one small file for each small one that holds a slot: slots never wait for preparation.
 */
export function canStart({ running }: Lane, max: number, next: TransferRecord): boolean {
  const queue = toQueueName(next);
  const inQueue = [...running.values()].filter((one) => one.queue === queue);
  if (queue !== 'contents') return inQueue.length < (queue === 'copies' ? maxCopies : maxChanges);
  const surplus = inQueue.length - max;
  if (surplus < 0) return true;
  const sending = inQueue.filter((one) => one.isSmall && one.hasSlot);
  return isSmall(next) && surplus < sending.length;
}

function toTargetDrive(record: TransferRecord | undefined): string | null {
  if (record?.job.kind !== 'uploadFile') return null;
  const { parent, target } = record.job;
  const driveId = (target?.item ?? parent)?.driveId;
  return driveId === undefined ? null : toDriveKey(driveId);
}

export function markDriveFull({ fullDrives }: Lane, record: TransferRecord | undefined): void {
  const driveId = toTargetDrive(record);
  if (driveId !== null) fullDrives.add(driveId);
}

export function goesToFullDrive({ fullDrives }: Lane, record: TransferRecord | undefined): boolean {
  const driveId = toTargetDrive(record);
  return driveId !== null && fullDrives.has(driveId);
}

export interface PriorityQueue {
  push(transferId: string, isFolder: boolean): void;
  pushFirst(transferId: string): void;
  next(): string | undefined;
  peek(): string | undefined;
}

function createPriorityQueue(): PriorityQueue {
  const prioritized = new Queue<string>();
  const folders = new Queue<string>();
  const files = new Queue<string>();
  return {
    push: (transferId, isFolder) => (isFolder ? folders : files).enqueue(transferId),
    pushFirst: (transferId) => prioritized.enqueue(transferId),
    next: () => prioritized.dequeue() ?? folders.dequeue() ?? files.dequeue(),
    peek: () => prioritized.peek() ?? folders.peek() ?? files.peek(),
  };
}
