import { factOf } from '../../electron/contract/error-codes.ts';
import type { Failure } from '../../electron/contract/errors.ts';

/** Of failures that don't say when they happened. */
const firstSeen = new WeakMap<Failure, number>();

/** When trying again can succeed, in epoch milliseconds; null: unknown. */
export function toWaitEnd(failure: Failure): number | null {
  const waitMs = factOf(failure, 'waitMs');
  if (waitMs === null) return null;
  const at = failure.details === null ? toFirstSeen(failure) : Date.parse(failure.details.at);
  return at + waitMs;
}

function toFirstSeen(failure: Failure): number {
  const at = firstSeen.get(failure) ?? Date.now();
  firstSeen.set(failure, at);
  return at;
}
