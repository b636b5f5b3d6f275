import type { Failure } from '../../../contract/errors.ts';
import type { Transfer } from '../../../contract/records.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Job, TransferRecord, UploadFileJob } from '../model/transfer-record.ts';

export type WaitReason = NonNullable<Transfer['waitReason']>;

/** What whoever carries out a transfer has to work with. */
export interface Work {
  readonly transfer: Transfer;
  readonly drive: AccountDrive;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the transfer is cancelled or halted. */
  readonly signal: AbortSignal;
  /** What is going on now. */
  enter(state: 'checking' | 'running'): void;
  /** Moves its content when its turn comes: so many files of an account at a time. */
  inTurn<T>(move: () => Promise<T>): Promise<T>;
  /** Nothing of what was sent counts any more. */
  beginAgain(why: NonNullable<Transfer['beganAgain']>): void;
  /** Until when the service keeps what it has of it, by its last word. */
  keptUntil(expiresAt: string | null): void;
  /** The size as it is known now. */
  setTotal(bytesTotal: number): void;
  progress(bytesDone: number): void;
  /** Every byte went out once, or may have. */
  allSent(): boolean;
  /** Swaps the job in the record; resolves when the store has it. */
  keep(job: Job): Promise<void>;
  /** Shows why nothing happens, and waits; "retry" ends the wait early. */
  pause(reason: WaitReason, waitMs: number): Promise<void>;
}

/** How a transfer ended, or stopped for a person. */
export type WorkEnd =
  { kind: 'done'; result: Partial<Transfer>; next?: readonly TransferRecord[] } | Conflict;

export interface Conflict {
  kind: 'conflict';
  local: ConflictSide;
  existing: ConflictSide;
  inTheWay: NonNullable<UploadFileJob['inTheWay']>;
}

export type ConflictSide = NonNullable<Transfer['conflict']>['local'];

/** Nobody's fault and not for now: another transfer has the turn, and this one comes again later. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  readonly reason: WaitReason;
  /** What is said when it is no use waiting any longer. */
  readonly failure: Failure;

  constructor(reason: WaitReason, failure: Failure) {
    super(reason);
    this.reason = reason;
    this.failure = failure;
  }
}
