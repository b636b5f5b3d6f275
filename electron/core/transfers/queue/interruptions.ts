import type { Failure } from '../../../contract/errors.ts';
import { AppError } from '../../errors.ts';
import type { WaitReason } from './transfer-context.ts';

/** The abort reason of a transfer that will resume: nothing it holds is released. */
export class TransferInterrupted extends Error {
  override readonly name = 'TransferInterrupted';
  readonly state: 'paused' | 'queued';

  constructor(state: 'paused' | 'queued') {
    super(state);
    this.state = state;
  }
}

export const isInterrupted = (signal: AbortSignal): boolean => signal.reason instanceof TransferInterrupted;

export class DriveFull extends Error {
  override readonly name = 'DriveFull';
}

export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly reason: WaitReason;
  readonly failure: Failure;

  constructor(reason: WaitReason, failure: Failure) {
    super(reason);
    this.reason = reason;
    this.failure = failure;
  }
}

export const retryWhenOnline = (error: AppError): RetryLater =>
  new RetryLater(error.code === 'offline' ? 'offline' : 'networkSignIn', error.toFailure());

/** An unfinished upload, perhaps ours with a lost session, reserves the name until it expires. */
export const retryWhenNameFree = (name: string): RetryLater =>
  new RetryLater('nameReserved', new AppError('nameReserved', { subject: name }).toFailure());

/** A new folder, or its contents, may not be visible everywhere yet. */
export const retryWhenVisible = (failure: Failure): RetryLater => new RetryLater('notVisibleYet', failure);

/** Somebody has the file open. */
export const retryWhenUnlocked = (error: AppError): RetryLater => new RetryLater('locked', error.toFailure());
