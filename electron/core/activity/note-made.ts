import { newForMs, type JustMade } from '../graph/just-made.ts';
import type { ActivityLog } from './activity-log.ts';
import type { ActivityRecord } from './activity-record.ts';

/** The service may not show yet what a command, or the app before it was closed, made a moment ago. */
export async function noteMade(
  activity: Pick<ActivityLog, 'latest'>,
  justMade: Pick<JustMade, 'note'>,
): Promise<void> {
  for (const record of await activity.latest(newForMs)) {
    const { kind, at, entry, after, carried, result } = record;
    if (result !== 'done' || !(carried !== undefined || making.includes(kind))) continue;
    for (const item of [after?.item ?? entry.own, ...(carried?.made ?? [])]) justMade.note(item, at);
  }
}

const making: readonly ActivityRecord['kind'][] = ['newFolder', 'upload', 'save', 'copy'];
