import type { Transfer } from '../../contract/transfers.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import {
  isChangeJob,
  type ChangeJob,
  type MovedCopy,
  type RestoreJob,
} from '../transfers/model/change-job.ts';
import type { Carried, Job, TransferRecord } from '../transfers/model/transfer-record.ts';
import { toVersion } from '../transfers/run/remote-file.ts';

/** null if the transfer changed nothing on purpose. */
export function toActivity({ transfer, job }: TransferRecord): ActivityRecord | null {
  if (job.kind === 'restore' && job.copy !== undefined && isMovedBack(transfer))
    return toMovedBack(transfer, job, job.copy);
  if (transfer.state === 'done' && isAsBefore(transfer)) return null;
  if (isChangeJob(job)) return { ...toRow(transfer, job.entry), ...toChanged(transfer, job) };
  if (job.kind !== 'uploadFile' && job.kind !== 'uploadFolder' && job.kind !== 'carryFolder') return null;
  return toSent(transfer, job);
}

const isAsBefore = ({ outcome }: Transfer): boolean =>
  outcome === 'skipped' || outcome === 'identical' || outcome === 'folderExisted';

const isMovedBack = ({ state, failure }: Transfer): boolean => state !== 'done' || failure === null;

function toMovedBack(transfer: Transfer, { entry, folders }: RestoreJob, copy: MovedCopy): ActivityRecord {
  const { state, path, finalName } = transfer;
  const after =
    state === 'done' ? { item: entry.own, parent: entry.parent, name: finalName ?? entry.name } : null;
  const carried = {
    accountId: copy.accountId,
    folders: copy.emptied,
    made: folders ?? [],
    version: toVersion(entry),
  };
  const line = { ...toRow(transfer, copy.entry), path: copy.path, toPath: path };
  return { ...line, kind: 'move', after, carried };
}

type Line = Omit<ActivityRecord, 'kind' | 'after' | 'carried' | 'emptied'>;

function toRow(transfer: Transfer, entry: DriveEntry): Line {
  const { transferId, batchId, accountId, path, toPath, replaced, failure, undoOf } = transfer;
  return {
    entryId: transferId,
    batchId,
    accountId,
    at: transfer.endedAt ?? transfer.createdAt,
    entry,
    path,
    toPath,
    ...(replaced === undefined ? {} : { replaced }),
    result: toResult(transfer),
    failure,
    undoOf,
  };
}

function toResult({ state, outcome }: Transfer): ActivityRecord['result'] {
  if (state === 'done') return outcome === 'wasGone' ? 'wasGone' : 'done';
  return state === 'failed' ? 'failed' : 'cancelled';
}

function toChanged(
  { state, item, finalName }: Transfer,
  job: ChangeJob,
): Pick<ActivityRecord, 'kind' | 'after' | 'emptied'> {
  const { kind, entry } = job;
  const isThere = state === 'done' && kind !== 'delete' && item !== null;
  const parent = kind === 'move' || kind === 'copy' ? job.to : entry.parent;
  const own = kind === 'copy' ? item : entry.own;
  const after = isThere && own !== null ? { item: own, parent, name: finalName ?? entry.name } : null;
  const emptied = job.kind === 'delete' && (job.emptied ?? []).length > 0 ? job.emptied : undefined;
  return { kind, after, ...(emptied === undefined ? {} : { emptied }) };
}

type SendingJob = Extract<Job, { kind: 'uploadFile' | 'uploadFolder' | 'carryFolder' }>;

function toSent(transfer: Transfer, job: SendingJob): ActivityRecord {
  const { state, outcome, item, finalName, name, path, carried: shown } = transfer;
  const { parent } = job;
  const carried = job.kind === 'uploadFolder' ? undefined : job.carried;
  // What was the same there before is not this transfer's work, and what it replaced is gone.
  const before = carried?.stored?.outcome ?? outcome;
  const isNew = ['copied', 'created', 'keptBoth', 'folderCreated'].includes(before ?? '');
  // A folder that was uploaded may have been filled by others since.
  const canGo = state === 'done' && isNew && job.kind !== 'uploadFolder';
  const after = canGo && item !== null ? { item, parent, name: finalName ?? name } : null;
  if (carried !== undefined && shown !== null) {
    const line = toRow(transfer, carried.entry);
    // If the original stays, it was copied.
    const wasMoved = state !== 'done' || transfer.failure?.code !== 'originalKept';
    const kind = carried.verb === 'move' && wasMoved ? 'move' : 'copy';
    return { ...line, kind, path: shown.path, toPath: path, after, carried: toBetween(job, carried) };
  }
  const isSave = job.kind !== 'carryFolder' && job.intent !== 'upload';
  return { ...toRow(transfer, toSentEntry(transfer, job)), kind: isSave ? 'save' : 'upload', after };
}

function toBetween(
  { kind }: SendingJob,
  { accountId, emptied, made = [], version }: Carried,
): ActivityRecord['carried'] {
  // The first folder is the item itself.
  return {
    accountId,
    folders: kind === 'carryFolder' ? emptied.slice(1) : emptied,
    made,
    version: version ?? null,
  };
}

function toSentEntry(
  { item, name, finalName, bytesTotal }: Transfer,
  { kind, parent }: SendingJob,
): DriveEntry {
  const ref = item ?? { driveId: parent?.driveId ?? '', itemId: '' };
  return {
    ...ref,
    own: ref,
    parent,
    name: finalName ?? name,
    kind: kind === 'uploadFile' ? 'file' : 'folder',
    sizeBytes: kind === 'uploadFile' ? bytesTotal : null,
    childCount: null,
    modifiedAt: null,
    modifiedBy: null,
    sharing: 'none',
    sharedBy: null,
    owner: null,
    hasThumbnail: false,
    preview: 'none',
    problem: null,
    eTag: null,
    cTag: null,
    mimeType: null,
    quickXorHash: null,
  };
}
