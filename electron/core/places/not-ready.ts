import { AppError } from '../errors.ts';
import { retrySchedules } from '../graph/retry-policy.ts';

/**
 * Adds the time of the next attempt to the failure of a OneDrive that is being set up ("Unable to retrieve
 * user's mysite URL"); returns other failures unchanged.
 */
export function toNotReady(failure: AppError, tries: number): AppError {
  const waitMs = retrySchedules.driveNotReady[tries];
  if (failure.code !== 'driveNotReady' || waitMs === undefined) return failure;
  const { subject, details } = failure;
  return new AppError('driveNotReady', { subject, facts: { waitMs }, details, cause: failure });
}

/** Milliseconds until the next attempt; null for other failures. */
export const toNextTryMs = (failure: AppError | null): number | null =>
  failure?.code === 'driveNotReady' ? (failure.facts.waitMs ?? null) : null;
