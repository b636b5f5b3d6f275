import { toFailure, type ErrorCode } from '../../../contract/errors.ts';
import type { ConflictChoice, Transfer } from '../../../contract/transfers.ts';
import type { ItemRef } from '../../../contract/records.ts';
import { toInstant } from '../../lib/instant.ts';
import { isArriving, isChangeJob, type CopyJob, type MoveJob } from './change-job.ts';
import {
  isEnded,
  type Carried,
  type Job,
  type KnownFolder,
  type TransferRecord,
  type UploadFileJob,
} from './transfer-record.ts';
import { sameItem } from '../../graph/addressing.ts';
import { newUploadJob } from './new-record.ts';

export function toRequeued(record: TransferRecord): TransferRecord {
  const { transfer, job } = record;
  return {
    ...record,
    transfer: { ...transfer, state: 'queued', bytesInFlight: 0, waitUntil: null, waitReason: null },
    job: job.kind === 'uploadFile' || isChangeJob(job) ? { ...job, interrupted: true } : job,
  };
}

/** `until`: null if it waits for something else than time. */
export function toWaiting(
  record: TransferRecord,
  waitReason: Transfer['waitReason'],
  until: Transfer['waitUntil'],
): TransferRecord {
  const { transfer, job } = record;
  return {
    ...record,
    transfer: { ...transfer, state: 'waiting', bytesInFlight: 0, waitReason, waitUntil: until },
    // Without a connection it may be unknown whether the change was made.
    job: isChangeJob(job) && isDisconnected(waitReason) ? { ...job, interrupted: true } : job,
  };
}

const isDisconnected = (reason: Transfer['waitReason']): boolean =>
  reason === 'offline' || reason === 'networkSignIn' || reason === 'signInNeeded';

/** Queued as if new, except for what the service already has. */
export function toRetried(record: TransferRecord): TransferRecord {
  const { transfer, job } = record;
  if ((transfer.state !== 'failed' && transfer.state !== 'cancelled') || job.kind === 'refused')
    return record;
  return {
    job: isChangeJob(job) ? { ...job, interrupted: true } : job,
    retry: null,
    transfer: {
      ...transfer,
      state: 'queued',
      bytesDone: 0,
      bytesInFlight: 0,
      endedAt: null,
      failure: null,
      outcome: null,
      verified: null,
    },
  };
}

export function toRestored(stored: TransferRecord): TransferRecord {
  const record = withoutOpening(stored);
  const { state } = record.transfer;
  if (isEnded(record) || state === 'conflict') return record;
  const queued = toRequeued(record);
  return state === 'paused' ? { ...queued, transfer: { ...queued.transfer, state } } : queued;
}

/** The click that wanted to open the file was before the restart. */
const withoutOpening = (record: TransferRecord): TransferRecord =>
  record.job.kind === 'downloadFile' && record.job.openAfter
    ? { ...record, job: { ...record.job, openAfter: false } }
    : record;

/** In a paused account. Quiet changes don't wait: the user has just clicked. */
export const toHeld = (record: TransferRecord): TransferRecord =>
  record.transfer.state === 'queued' && !record.transfer.isQuiet
    ? { ...record, transfer: { ...record.transfer, state: 'paused' } }
    : record;

export const toResumed = (record: TransferRecord): TransferRecord =>
  record.transfer.state === 'paused'
    ? { ...record, transfer: { ...record.transfer, state: 'queued' } }
    : record;

/** "Replace" means the version that the person has seen, and no later one. */
export function resolveConflict(
  record: TransferRecord,
  choice: ConflictChoice,
  nowMs: number,
): TransferRecord {
  const { transfer, job } = record;
  if (transfer.state !== 'conflict' || (job.kind !== 'uploadFile' && !isArriving(job))) return record;
  const ended = { endedAt: toInstant(nowMs), conflict: null };
  if (choice === 'skip')
    return { ...record, transfer: { ...transfer, ...ended, state: 'done', outcome: 'skipped' } };
  if (choice === 'replace' && job.conflictTarget === 'notAFile') {
    const failure = toFailure('nameExists', transfer.name);
    return { ...record, transfer: { ...transfer, ...ended, state: 'failed', failure } };
  }
  return {
    ...record,
    transfer: { ...transfer, state: 'queued', conflict: null },
    job: isArriving(job) ? toArrivingJob(job, choice) : toResolvedJob(job, choice),
  };
}

function toArrivingJob(job: MoveJob | CopyJob, choice: 'replace' | 'keepBoth'): MoveJob | CopyJob {
  const { conflictTarget } = job;
  const isNameFree = conflictTarget === 'gone' || conflictTarget === 'notAFile';
  const replacing = choice === 'replace' && !isNameFree ? conflictTarget : null;
  return { ...job, conflictTarget: null, replacing, keepBoth: choice === 'keepBoth' };
}

/** The file there can't be replaced now, but this one may be kept beside it. */
export const canKeepBoth = ({ transfer, job }: TransferRecord): boolean =>
  job.kind === 'uploadFile' &&
  ((transfer.state === 'failed' && keptBesideAfter.has(transfer.failure?.code)) || isLocked(transfer));

const keptBesideAfter: ReadonlySet<ErrorCode | undefined> = new Set<ErrorCode>([
  'changedMeanwhile',
  'locked',
]);
const isLocked = ({ state, waitReason }: Transfer): boolean => state === 'waiting' && waitReason === 'locked';

export function toKeptBoth(record: TransferRecord): TransferRecord {
  const { job } = record;
  if (job.kind !== 'uploadFile' || !canKeepBoth(record)) return record;
  // A waiting transfer keeps waiting until its wait ends.
  return { ...toRetried(record), retry: null, job: toResolvedJob(job, 'keepBoth') };
}

/**
 * Saves an edited copy as a new file in this folder. A running save stays: its request may have arrived.
 */
export function toSavedElsewhere(record: TransferRecord, { folder, path }: KnownFolder): TransferRecord {
  const { transfer, job } = record;
  if (job.kind !== 'uploadFile' || transfer.state === 'queued' || transfer.state === 'running') return record;
  const retried = toRetried(record);
  const state = transfer.state === 'conflict' ? 'queued' : retried.transfer.state;
  return {
    retry: null,
    transfer: { ...retried.transfer, state, path, conflict: null },
    job: { ...toResolvedJob(job, 'keepBoth'), ...toElsewhere(folder) },
  };
}

export interface NewPlace extends KnownFolder {
  accountId: string;
  batchId: string;
  nowMs: number;
}

/** As if it had been asked for with this folder. Nothing there is replaced unless a person says so. */
export function toRedirected(record: TransferRecord, to: NewPlace): TransferRecord {
  const { folder, path, accountId, batchId, nowMs } = to;
  const { replaced: _, ...transfer } = toRetried(record).transfer;
  const begun = {
    ...transfer,
    batchId,
    state: 'queued',
    createdAt: toInstant(nowMs),
    bytesDone: 0,
    bytesInFlight: 0,
    endedAt: null,
    failure: null,
    restartReason: null,
    uploadExpiresAt: null,
    outcome: null,
    finalName: null,
    verified: null,
    percent: null,
    undoOf: null,
  } as const;
  if (isArriving(record.job) && isIn(record.job, folder)) {
    const ended = { state: 'done', outcome: 'skipped', endedAt: begun.createdAt } as const;
    return { ...record, transfer: { ...begun, ...ended, toPath: path }, retry: null };
  }
  if (isArriving(record.job))
    return { transfer: { ...begun, toPath: path }, job: toArrivingIn(record.job, folder), retry: null };
  return {
    transfer: { ...begun, accountId, path, item: null },
    job: toSentTo(record.job, folder),
    retry: null,
  };
}

const isIn = ({ kind, entry, name }: MoveJob | CopyJob, folder: ItemRef): boolean =>
  kind === 'move' && entry.parent !== null && sameItem(entry.parent, folder) && name === entry.name;

function toArrivingIn(job: MoveJob | CopyJob, to: ItemRef): MoveJob | CopyJob {
  const { entry, name } = job;
  const unasked = { interrupted: false, replacing: null, conflictTarget: null, placed: null };
  if (job.kind === 'move') return { ...job, ...unasked, to, keepBoth: false };
  const isBeside = entry.parent !== null && sameItem(entry.parent, to) && name === entry.name;
  return { ...job, ...unasked, to, keepBoth: isBeside, sent: null, monitorUrl: null };
}

function toSentTo(job: Job, parent: ItemRef): Job {
  switch (job.kind) {
    case 'uploadFile':
      return {
        ...job,
        ...newUploadJob,
        intent: 'upload',
        parent,
        ...(job.carried === undefined ? {} : { carried: toCarriedAgain(job.carried) }),
      };
    case 'uploadFolder':
      return { ...job, parent, intent: 'upload' };
    case 'carryFolder':
      return { ...job, parent, carried: toCarriedAgain(job.carried) };
    default:
      return job;
  }
}

/** The folders made for it are at the old place. */
function toCarriedAgain(carried: Carried): Carried {
  const { version: _of, ...again } = carried;
  return { ...again, made: [], stored: null };
}

/** Under its own name, or the next free number: nothing in the folder is replaced. */
export const toElsewhere = (parent: ItemRef) =>
  ({ parent, intent: 'saveBack', target: null, keepBoth: false }) as const;

function toResolvedJob(job: UploadFileJob, choice: 'replace' | 'keepBoth'): UploadFileJob {
  const { conflictTarget } = job;
  const resolved = { ...job, conflictTarget: null, sent: null, session: null };
  if (conflictTarget === 'gone') {
    // Under its own name. If that has been taken since, a person decides again, except for an edited copy:
    // what is there now is not a version of it, so it gets the next free number.
    const intent = job.documentId === null ? 'upload' : 'saveBack';
    return { ...resolved, intent, target: null, keepBoth: false };
  }
  if (choice === 'keepBoth') return { ...resolved, target: null, keepBoth: true };
  return { ...resolved, target: conflictTarget === 'notAFile' ? null : conflictTarget, keepBoth: false };
}
