import type { AccountDrives } from '../accounts/account-drive.ts';
import type { ActivityFilter } from '../../contract/activity.ts';
import { exportActivity } from '../activity/activity-list.ts';
import type { ActivityLog } from '../activity/activity-log.ts';
import type { Picker } from '../ports.ts';
import { saveText } from './save-text.ts';

/** Returns its name; null if cancelled. @throws AppError diskFull, diskDenied … */
export function saveActivity(
  {
    activity,
    ports,
    accounts,
  }: { activity: ActivityLog; ports: { picker: Picker }; accounts: Pick<AccountDrives, 'find'> },
  filter: ActivityFilter,
): Promise<string | null> {
  const nameOf = (accountId: string): string => accounts.find(accountId)?.account.address || accountId;
  return saveText(ports.picker, 'slipway-activity.csv', () => exportActivity(activity, filter, nameOf));
}
