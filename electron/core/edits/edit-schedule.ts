/** An editor that wrote nothing for this long has finished saving; some save every 2 s. */
export const quietMs = 3_000;
/** Continuous typing is saved to OneDrive this often. */
const maxUnsavedMs = 2 * 60_000;
/** Another program may have the file open, or be replacing it. */
const recheckMs = 5_000;
const maxRechecks = 12;

export interface EditTimes {
  /** When the file was first seen to differ from OneDrive. */
  noticedMs: number;
  touchedMs: number;
}

/** How long a save still waits for the editor. */
export function toSaveDelayMs({ noticedMs, touchedMs }: EditTimes, nowMs: number): number {
  const dueMs = Math.min(touchedMs + quietMs, noticedMs + maxUnsavedMs);
  // A clock that was set back must not extend the wait.
  return Math.max(0, Math.min(dueMs - nowMs, quietMs));
}

export const toRecheckMs = (failures: number): number | null => (failures > maxRechecks ? null : recheckMs);
