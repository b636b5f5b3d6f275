import { AppError } from '../errors.ts';

/**
 * A OneDrive that is being set up needs minutes to hours ("Unable to retrieve user's mysite URL"): it is asked for again
 * after 1, 5, 15 and 60 minutes, as long as somebody has the folder open. After that, a person decides.
 */
const waitsMs: readonly number[] = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000];

/** The failure with the time of the next try in it; as it is when there is none. */
export function toNotReady(failure: AppError, tries: number): AppError {
  const waitMs = waitsMs[tries];
  if (failure.code !== 'driveNotReady' || waitMs === undefined) return failure;
  const { subject, details } = failure;
  return new AppError('driveNotReady', { subject, facts: { waitMs }, details, cause: failure });
}

/** Milliseconds until the next try; null for every other failure. */
export const toNextTryMs = (failure: AppError | null): number | null =>
  failure?.code === 'driveNotReady' ? (failure.facts.waitMs ?? null) : null;
