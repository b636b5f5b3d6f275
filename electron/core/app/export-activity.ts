import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActivityFilter } from '../../contract/activity.ts';
import { exportActivity } from '../activity/activity-list.ts';
import type { ActivityLog } from '../activity/activity-log.ts';
import { toDiskError } from '../documents/disk-error.ts';
import { toNumberedName } from '../documents/local-name.ts';
import type { Picker } from '../ports.ts';

const fileName = 'slipway-activity.csv';
const maxNumber = 1_000;

/**
 * Writes the log of changes into a folder that a person chooses, never over a file that is there. The name it got; null
 * when no folder was chosen. @throws AppError diskFull, diskDenied …
 */
export async function saveActivity(
  { activity, ports }: { activity: ActivityLog; ports: { picker: Picker } },
  filter: ActivityFilter,
): Promise<string | null> {
  const folder = await ports.picker.chooseFolder();
  if (folder === null) return null;
  const csv = await exportActivity(activity, filter);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? fileName : toNumberedName(fileName, number);
    try {
      await writeFile(join(folder, name), csv, { flag: 'wx' });
      return name;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isTaken || number > maxNumber) throw toDiskError(error, folder);
    }
  }
}
