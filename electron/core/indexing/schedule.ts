const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A fallback in case a push notice is lost. */
const pushedMs = hourMs;
const inUseMs = minuteMs;
const idleMs = 15 * minuteMs;

/** Without delta every folder is requested each time. */
export const walkedMs = hourMs;

export interface CheckFacts {
  failures: number;
  isPushed: boolean;
  isWalked: boolean;
  isInUse: boolean;
}

export function nextCheckMs({ failures, isPushed, isWalked, isInUse }: CheckFacts): number {
  if (failures > 0) return Math.min(hourMs, minuteMs * 2 ** (failures - 1));
  if (isWalked) return walkedMs;
  if (isPushed) return pushedMs;
  return isInUse ? inUseMs : idleMs;
}
