/** An editor that wrote nothing for so long has ended its save: one that saves every 2 s is waited for. */
export const quietMs = 3_000;
/** Somebody who never stops typing has their work in OneDrive so often all the same. */
const maxUnsavedMs = 2 * 60_000;
/** Another program may hold the file, or be replacing it, while it is to be read. */
const recheckMs = 5_000;
const maxRechecks = 12;

export interface EditTimes {
  /** When the file was first seen to differ from what OneDrive has. */
  noticedMs: number;
  /** When it was last touched. */
  touchedMs: number;
}

/** How long a save still waits for the editor. */
export function toSaveDelayMs({ noticedMs, touchedMs }: EditTimes, nowMs: number): number {
  const dueMs = Math.min(touchedMs + quietMs, noticedMs + maxUnsavedMs);
  // A clock that was set back must not make it longer.
  return Math.max(0, Math.min(dueMs - nowMs, quietMs));
}

/** How long until a file that could not be read for the nth time is looked at again; null: no more by itself. */
export const toRecheckMs = (failures: number): number | null => (failures > maxRechecks ? null : recheckMs);
