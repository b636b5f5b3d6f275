import { AppError, isAppError } from '../errors.ts';
import { Postponed } from './work.ts';

/** The service may have done it, though no one heard. */
export const isAnswerLost = (error: unknown): error is AppError =>
  isAppError(error, 'offline', 'serviceUnavailable', 'unexpectedAnswer', 'networkSignIn');

/** Someone has the file open: another transfer gets the turn, and this one comes again later. */
export const toLockedStop = (error: AppError): Postponed => new Postponed('locked', error.toFailure());
