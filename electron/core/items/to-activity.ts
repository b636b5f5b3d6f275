import type { Transfer } from '../../contract/records.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { isChangeJob, type ChangeJob } from '../transfers/model/change-job.ts';
import type { Job, TransferRecord } from '../transfers/model/transfer-record.ts';

/** The line of the log of what a transfer has changed; null where it changed nothing by intent. */
export function toActivity({ transfer, job }: TransferRecord): ActivityRecord | null {
  if (isChangeJob(job)) return { ...toRow(transfer, job.entry), ...toChanged(transfer, job) };
  if (transfer.state === 'done' && isAsBefore(transfer)) return null;
  if (job.kind !== 'uploadFile' && job.kind !== 'uploadFolder' && job.kind !== 'carryFolder') return null;
  return toSent(transfer, job);
}

const isAsBefore = ({ outcome }: Transfer): boolean =>
  outcome === 'skipped' || outcome === 'identical' || outcome === 'folderExisted';

type Line = Omit<ActivityRecord, 'kind' | 'after'>;

function toRow(transfer: Transfer, entry: DriveEntry): Line {
  const { transferId, batchId, accountId, path, toPath, failure, undoOf } = transfer;
  return {
    entryId: transferId,
    batchId,
    accountId,
    at: transfer.endedAt ?? transfer.createdAt,
    entry,
    path,
    toPath,
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
): Pick<ActivityRecord, 'kind' | 'after'> {
  const { kind, entry } = job;
  const isThere = state === 'done' && kind !== 'delete' && item !== null;
  const parent = kind === 'move' || kind === 'copy' ? job.to : entry.parent;
  const own = kind === 'copy' ? item : entry.own;
  const after = isThere && own !== null ? { item: own, parent, name: finalName ?? entry.name } : null;
  return { kind, after };
}

type SendingJob = Extract<Job, { kind: 'uploadFile' | 'uploadFolder' | 'carryFolder' }>;

/** What came from this computer, or through it from another drive. */
function toSent(transfer: Transfer, job: SendingJob): ActivityRecord {
  const { state, outcome, item, finalName, name, path, carried: shown } = transfer;
  const { parent } = job;
  const carried = job.kind === 'uploadFolder' ? undefined : job.carried;
  const isNew = outcome === 'copied' || outcome === 'created' || outcome === 'keptBoth';
  // A folder may have been filled by others since, and of what was moved the original is gone.
  const canGo = state === 'done' && isNew && job.kind === 'uploadFile' && carried?.verb !== 'move';
  const after = canGo && item !== null ? { item, parent, name: finalName ?? name } : null;
  if (carried !== undefined && shown !== null) {
    const line = toRow(transfer, carried.entry);
    // Where the original stays, it was copied.
    const wasMoved = state !== 'done' || transfer.failure === null;
    const kind = carried.verb === 'move' && wasMoved ? 'move' : 'copy';
    return { ...line, kind, path: shown.path, toPath: path, after };
  }
  const isSave = job.kind !== 'carryFolder' && job.intent !== 'upload';
  return { ...toRow(transfer, toSentEntry(transfer, job)), kind: isSave ? 'save' : 'upload', after };
}

/** As far as it is known. */
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
