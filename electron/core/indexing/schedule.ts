const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** With push notices, in case one is lost. */
const pushedMs = hourMs;
const inUseMs = minuteMs;
const idleMs = 15 * minuteMs;

/** Where there is no delta every folder is asked, each time. */
export const walkedMs = hourMs;

export interface CheckFacts {
  /** In a row. */
  failures: number;
  isPushed: boolean;
  isWalked: boolean;
  /** Somebody has looked at the account lately. */
  isInUse: boolean;
}

/** How long until the service is asked for changes again. */
export function nextCheckMs({ failures, isPushed, isWalked, isInUse }: CheckFacts): number {
  if (failures > 0) return Math.min(hourMs, minuteMs * 2 ** (failures - 1));
  if (isWalked) return walkedMs;
  if (isPushed) return pushedMs;
  return isInUse ? inUseMs : idleMs;
}
