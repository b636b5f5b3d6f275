const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** With push notices, in case one is lost. */
const pushedMs = hourMs;
const inUseMs = minuteMs;
const idleMs = 15 * minuteMs;

export interface CheckFacts {
  /** In a row. */
  failures: number;
  isPushed: boolean;
  /** Somebody has looked at the account lately. */
  isInUse: boolean;
}

/** How long until the service is asked for changes again. */
export function nextCheckMs({ failures, isPushed, isInUse }: CheckFacts): number {
  if (failures > 0) return Math.min(hourMs, minuteMs * 2 ** (failures - 1));
  if (isPushed) return pushedMs;
  return isInUse ? inUseMs : idleMs;
}
