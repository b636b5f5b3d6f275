import type { Failure } from '../../../contract/errors.ts';
import { AppError } from '../../errors.ts';
import type { WaitReason } from './transfer-context.ts';

/** The abort reason of a transfer that will be resumed: nothing it holds is given up. */
export class TransferInterrupted extends Error {
  override readonly name = 'TransferInterrupted';
  /** Its state from then on. */
  readonly state: 'paused' | 'queued';

  constructor(state: 'paused' | 'queued') {
    super(state);
    this.state = state;
  }
}

export const isInterrupted = (signal: AbortSignal): boolean => signal.reason instanceof TransferInterrupted;

/** Another transfer has found that the drive has no free space. */
export class DriveFull extends Error {
  override readonly name = 'DriveFull';
}

/** The transfer gives up its slot and is retried later by itself. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly reason: WaitReason;
  /** What it fails with when retries run out. */
  readonly failure: Failure;

  constructor(reason: WaitReason, failure: Failure) {
    super(reason);
    this.reason = reason;
    this.failure = failure;
  }
}

export const retryWhenOnline = (error: AppError): RetryLater =>
  new RetryLater(error.code === 'offline' ? 'offline' : 'networkSignIn', error.toFailure());

/** An unfinished upload holds the name, perhaps one of ours whose session is lost: it expires by itself. */
export const retryWhenNameFree = (name: string): RetryLater =>
  new RetryLater('nameBusy', new AppError('nameBusy', { subject: name }).toFailure());

/** The folder, or what lies in it, may be too new to be found everywhere. */
export const retryWhenVisible = (failure: Failure): RetryLater => new RetryLater('notVisibleYet', failure);

/** Somebody has the file open. */
export const retryWhenUnlocked = (error: AppError): RetryLater => new RetryLater('locked', error.toFailure());
