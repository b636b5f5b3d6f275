import type { UndoMethod } from '../../contract/activity.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { ChangeJob } from '../transfers/model/change-job.ts';
import type { NewChange } from '../transfers/model/new-record.ts';
import { isUndoable } from './delete-plan.ts';

export interface UndoJob {
  kind: ChangeJob['kind'] | 'carryBack';
  accountId: string;
  toAccountId?: string;
  change: NewChange;
}

type OwnDrive = { driveId: string; canUndoDelete: boolean };

export type FindDrive = (accountId: string) => OwnDrive | undefined;

/** Matches no item, so the delete compares the content instead. */
const noTag = '"of no version"';

/** null if the service can't do it without losing something. */
export function toUndoMethod(record: ActivityRecord, find: FindDrive): UndoMethod | null {
  const { kind, result, entry, after, accountId, carried } = record;
  const account = find(accountId);
  if (result !== 'done' || account === undefined) return null;
  if (carried === undefined) return canTakeBack(record, account) ? 'plain' : null;
  if (after === null) return null;
  if (kind === 'copy') return 'deleteCopy';
  const source = find(carried.accountId);
  if (source === undefined) return null;
  if (isUndoable(entry, source)) return 'restoreOriginal';
  // An item moved along with its folder can only return together with it.
  return entry.parent !== null && carried.folders.length === 0 ? 'carryBack' : null;
}

function canTakeBack({ kind, entry, after }: ActivityRecord, account: OwnDrive): boolean {
  // OneDrive keeps versions of a replaced file; an uploaded one is deleted like any other.
  if (kind === 'upload' || kind === 'save' || kind === 'restoreVersion') return false;
  return kind === 'delete' ? isUndoable(entry, account) : after !== null;
}

export function toUndoJob(record: ActivityRecord, method: UndoMethod): UndoJob | null {
  return record.carried === undefined ? toPlainJob(record) : toCarriedJob(record, method);
}

function toCarriedJob(
  { entry, after, accountId, carried, path, toPath }: ActivityRecord,
  method: UndoMethod,
): UndoJob | null {
  if (after === null || carried === undefined) return null;
  const version = carried.version ?? { eTag: noTag, cTag: null };
  const copy: DriveEntry = {
    ...entry,
    ...after.item,
    own: after.item,
    parent: after.parent,
    name: after.name,
    ...version,
  };
  const here = toPath ?? path;
  if (method === 'restoreOriginal') {
    const from = { accountId, entry: copy, path: here, emptied: carried.made };
    const change = { entry, path, to: null, folders: carried.folders, copy: from };
    return { kind: 'restore', accountId: carried.accountId, change };
  }
  if (method === 'deleteCopy')
    return {
      kind: 'delete',
      accountId,
      change: {
        entry: copy,
        path: here,
        to: null,
        emptied: carried.made,
        onlyEmpty: entry.kind === 'folder',
      },
    };
  if (method !== 'carryBack' || entry.parent === null) return null;
  const to = { folder: entry.parent, path, name: entry.name, keepBoth: false };
  return {
    kind: 'carryBack',
    accountId,
    toAccountId: carried.accountId,
    change: { entry: copy, path: here, to },
  };
}

function toPlainJob({
  kind,
  entry,
  after,
  path,
  toPath,
  accountId,
  emptied,
}: ActivityRecord): UndoJob | null {
  if (kind === 'delete')
    return { kind: 'restore', accountId, change: { entry, path, to: null, folders: emptied ?? [] } };
  if (after === null) return null;
  const here = toPath ?? path;
  const there: DriveEntry = { ...entry, own: after.item, parent: after.parent, name: after.name };
  switch (kind) {
    case 'restore':
      return { kind: 'delete', accountId, change: { entry: there, path: here, to: null } };
    case 'newFolder':
      return { kind: 'delete', accountId, change: { entry: there, path: here, to: null, onlyEmpty: true } };
    case 'upload':
    case 'save':
    case 'restoreVersion':
      return null;
    case 'copy': {
      const copy = { ...there, ...after.item, eTag: noTag, cTag: null };
      return { kind: 'delete', accountId, change: { entry: copy, path: here, to: null } };
    }
    case 'move':
    case 'rename': {
      if (entry.parent === null) return null;
      const to = { folder: entry.parent, path, name: entry.name, keepBoth: false };
      return { kind: 'move', accountId, change: { entry: there, path: here, to } };
    }
  }
}
