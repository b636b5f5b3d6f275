import type { ActivityFilter } from '../../contract/activity.ts';
import { exportActivity } from '../activity/activity-list.ts';
import type { ActivityLog } from '../activity/activity-log.ts';
import type { Picker } from '../ports.ts';
import { saveText } from './save-text.ts';

/**
 * Saves the activity log as CSV. Returns its name; null if cancelled. @throws AppError diskFull, diskDenied …
 */
export function saveActivity(
  { activity, ports }: { activity: ActivityLog; ports: { picker: Picker } },
  filter: ActivityFilter,
): Promise<string | null> {
  return saveText(ports.picker, 'slipway-activity.csv', () => exportActivity(activity, filter));
}
