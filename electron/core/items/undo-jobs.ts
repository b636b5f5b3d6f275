import type { ActivityRecord } from '../activity/activity-record.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { ChangeJob } from '../transfers/model/change-job.ts';
import type { NewChange } from '../transfers/model/new-record.ts';
import { isUndoable } from './delete-plan.ts';

/** What takes one change back: work of another kind on the item as it is since. */
export interface UndoJob {
  kind: ChangeJob['kind'];
  change: NewChange;
}

type OwnDrive = { driveId: string; canUndoDelete: boolean };

/** An eTag that nothing has: whether the content is the same decides about the delete. */
const noTag = '"of no version"';

/** Whether the service can take it back. Deletes can be on personal drives only. */
export function canTakeBack({ kind, result, entry, after }: ActivityRecord, account: OwnDrive): boolean {
  if (result !== 'done') return false;
  // Of a replaced file OneDrive keeps the versions; what was uploaded is deleted like any other file.
  if (kind === 'upload' || kind === 'save') return false;
  return kind === 'delete' ? isUndoable(entry, account) : after !== null;
}

export function toUndoJob(record: ActivityRecord): UndoJob | null {
  const { kind, entry, after, path, toPath } = record;
  if (kind === 'delete') return { kind: 'restore', change: { entry, path, to: null } };
  if (after === null) return null;
  const here = toPath ?? path;
  const there: DriveEntry = { ...entry, own: after.item, parent: after.parent, name: after.name };
  switch (kind) {
    case 'restore':
    case 'newFolder':
      return { kind: 'delete', change: { entry: there, path: here, to: null } };
    case 'upload':
    case 'save':
      return null;
    case 'copy': {
      const copy = { ...there, ...after.item, eTag: noTag, cTag: null };
      return { kind: 'delete', change: { entry: copy, path: here, to: null } };
    }
    case 'move':
    case 'rename': {
      if (entry.parent === null) return null;
      const to = { folder: entry.parent, path, name: entry.name, keepBoth: false };
      return { kind: 'move', change: { entry: there, path: here, to } };
    }
  }
}
