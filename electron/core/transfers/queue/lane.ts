import type { AccountDrive } from '../../accounts/account-drive.ts';
import { createContentTurns, type ContentTurns } from './content-turns.ts';
import { createFifo } from './fifo.ts';
import { isFolderJob, type TransferRecord } from '../model/transfer-record.ts';
import type { WaitReason } from './transfer-context.ts';

/** One that is being carried out. */
export interface Running {
  /** Stops it: for good, or for now when the reason is `Halted`. */
  readonly abort: AbortController;
  /** Ends the wait it is in. */
  wake: AbortController;
  phase: 'checking' | 'running';
  /** It takes no longer to send than to get ready for it. */
  readonly isSmall: boolean;
  /** It is the turn of its content. */
  isMoving: boolean;
  wait: { reason: WaitReason; untilMs: number } | null;
  /** It came to an end that is still being written down: nothing that happens to the account changes it any more. */
  isOver: boolean;
  ended: Promise<void>;
}

/**
 * What one account has in flight and in line. What a person wants now goes first, then folders: only they know how much
 * there is to do.
 */
export interface Lane {
  readonly drive: AccountDrive;
  readonly running: Map<string, Running>;
  /** Stopped for now, to come again by themselves. */
  readonly parked: Map<string, AbortController>;
  pausedUntilMs: number | null;
  /** Drives without room: nothing more is sent there before somebody says so. */
  readonly fullDrives: Set<string>;
  push(record: TransferRecord): void;
  /** Before all others. */
  pushFirst(transferId: string): void;
  next(): string | undefined;
  /** Who would be the next. */
  peek(): string | undefined;
  /** Whose content moves. */
  readonly turns: ContentTurns;
  close(): void;
}

/** `most`: how many contents move at a time. */
export function createLane(drive: AccountDrive, most: () => number, paceChanged: (lane: Lane) => void): Lane {
  const urgent = createFifo<string>();
  const folders = createFifo<string>();
  const files = createFifo<string>();
  const lane: Lane = {
    drive,
    running: new Map(),
    parked: new Map(),
    fullDrives: new Set(),
    pausedUntilMs: drive.graph.pace.waitUntil(),
    push: (record) => (isFolderJob(record) ? folders : files).push(record.transfer.transferId),
    pushFirst: (transferId) => urgent.push(transferId),
    next: () => urgent.shift() ?? folders.shift() ?? files.shift(),
    peek: () => urgent.peek() ?? folders.peek() ?? files.peek(),
    turns: createContentTurns(most),
    close() {
      unlisten();
      for (const parked of lane.parked.values()) parked.abort();
    },
  };
  const unlisten = drive.graph.pace.listen((untilMs) => {
    lane.pausedUntilMs = untilMs;
    paceChanged(lane);
  });
  return lane;
}
