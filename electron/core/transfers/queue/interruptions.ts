import { AppError, isAppError } from '../../errors.ts';
import { Postponed } from './transfer-context.ts';

/** The service may have done it, though no one heard. */
export const isAnswerLost = (error: unknown): error is AppError =>
  isAppError(error, 'offline', 'serviceUnavailable', 'unexpectedAnswer', 'networkSignIn');

/** There is no room for it in the drive, as another one has learned meanwhile. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/** The reason a transfer is interrupted with when it is to go on later: nothing of it is given up. */
export class Halted extends Error {
  override readonly name = 'Halted';
  /** What it is from then on. */
  readonly state: 'paused' | 'queued';

  constructor(state: 'paused' | 'queued') {
    super(state);
    this.state = state;
  }
}

export const isHalted = (signal: AbortSignal): boolean => signal.reason instanceof Halted;

/** No network, or one that wants a sign-in: nothing is wrong with the transfer, so it waits, however long it takes. */
export const toNetworkStop = (error: AppError): Postponed =>
  new Postponed(error.code === 'networkSignIn' ? 'networkSignIn' : 'offline', error.toFailure());

/** An upload of that name is under way, perhaps one of ours that nobody could end: it ends by itself. */
export const toNameBusyStop = (name: string): Postponed =>
  new Postponed('nameBusy', new AppError('nameBusy', { subject: name }).toFailure());

/** Someone has the file open: another transfer gets the turn, and this one comes again later. */
export const toLockedStop = (error: AppError): Postponed => new Postponed('locked', error.toFailure());
