import { AppError } from '../errors.ts';
import { retrySchedules } from '../graph/retry-policy.ts';

/**
 * The failure of a OneDrive that is being set up ("Unable to retrieve user's mysite URL") with the time until it is
 * listed again, as long as somebody has the folder open; every other failure as it is.
 */
export function toNotReady(failure: AppError, tries: number): AppError {
  const waitMs = retrySchedules.driveNotReady[tries];
  if (failure.code !== 'driveNotReady' || waitMs === undefined) return failure;
  const { subject, details } = failure;
  return new AppError('driveNotReady', { subject, facts: { waitMs }, details, cause: failure });
}

/** Milliseconds until the next try; null for every other failure. */
export const toNextTryMs = (failure: AppError | null): number | null =>
  failure?.code === 'driveNotReady' ? (failure.facts.waitMs ?? null) : null;
