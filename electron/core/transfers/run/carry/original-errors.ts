import { AppError, isAppError } from '../../../errors.ts';
import { ExpiredUrl, RangeRefused } from '../download/request-range.ts';

/**
 * What goes wrong where a file comes from must not be taken for trouble where it goes: there the same words mean that a
 * folder is gone, or that nothing may be written.
 */
export function toOriginalError(error: unknown, name: string): unknown {
  const cause = error instanceof ExpiredUrl || error instanceof RangeRefused ? error.refusal : error;
  const isRefusal = error instanceof ExpiredUrl;
  if (!(cause instanceof AppError)) return cause;
  const say = (code: 'originalGone' | 'originalChanged' | 'originalUnreadable') =>
    new AppError(code, { subject: name, details: cause.details, cause });
  if (isAppError(cause, 'notFound')) return say('originalGone');
  if (isAppError(cause, 'changedMeanwhile')) return say('originalChanged');
  if (isRefusal || isAppError(cause, 'accessDenied', 'signInNeeded', 'consentMissing'))
    return say('originalUnreadable');
  return cause;
}
