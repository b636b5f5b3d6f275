import { toFailure, type Failure } from '../../contract/errors.ts';
import { maxSelectedIds } from '../../contract/limits.ts';
import type { ChangeOutcome } from '../../contract/changes.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { ActivityLog } from '../activity/activity-log.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import { toInstant } from '../lib/instant.ts';
import type { Clock } from '../ports.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { sameItem, toItemKey } from '../graph/addressing.ts';
import { libraryOf } from '../libraries/library-of.ts';
import { toActivity } from './to-activity.ts';
import { isChangeJob } from '../transfers/model/change-job.ts';
import type {
  Carried,
  CarryFolderJob,
  Job,
  TransferRecord,
  UploadFileJob,
} from '../transfers/model/transfer-record.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { toUndoMethod } from './undo-jobs.ts';

export interface ChangeOutcomes {
  itemEnded(record: TransferRecord, isEarlier: boolean): void;
  batchEnded(records: readonly TransferRecord[]): void;
  whenEnded(batchId: string): Promise<ItemEnd[]>;
  /** What an earlier session began and ended before a page asked; from then on, pages hear it as it ends. */
  takeEarlier(): ChangeOutcome[];
}

export interface ItemEnd {
  item: ItemRef;
  /** null: success. */
  failure: Failure | null;
}

export interface ChangeOutcomesDeps {
  accounts: AccountDrives;
  activity: ActivityLog;
  transfers: () => Pick<Transfers, 'clearBatch'>;
  ended: (outcome: ChangeOutcome) => void;
  clock: Pick<Clock, 'now'>;
}

const maxNames = 5;
const maxFailed = 100;
/** Older ones are in Activity. */
const maxEarlier = 5;

export function createChangeOutcomes(deps: ChangeOutcomesDeps): ChangeOutcomes {
  const { accounts, activity, transfers, ended } = deps;
  const waiting = new Map<string, ((ends: ItemEnd[]) => void)[]>();
  let gathered: ActivityRecord[] = [];
  /** A kill may have kept them out of the log. */
  let earlier: ActivityRecord[] = [];
  let written: Promise<void> = Promise.resolve();
  const startedAt = toInstant(deps.clock.now());
  let untold: ChangeOutcome[] | null = [];

  function write(): void {
    const [now, before] = [gathered, earlier];
    gathered = [];
    earlier = [];
    written = Promise.all([written, activity.add(now), addMissing(before)]).then(() => undefined);
  }

  async function addMissing(records: readonly ActivityRecord[]): Promise<void> {
    const known = await Promise.all(records.map(({ entryId }) => activity.has(entryId)));
    await activity.add(records.filter((_, place) => !known[place]));
  }

  function toOutcome(records: readonly TransferRecord[]): ChangeOutcome | null {
    const [first] = records;
    if (first === undefined) return null;
    if (isCarried(first)) return toCarriedOutcome(records, first);
    if (!isChangeJob(first.job)) return null;
    const { batchId, accountId, toPath, undoOf, path } = first.transfer;
    const failed = records.filter((record) => record.transfer.state === 'failed' || isHalfUndone(record));
    const done = records.filter((record) => isChanged(record) && !isHalfUndone(record));
    const account = accounts.find(accountId)?.account;
    return {
      batchId,
      accountId,
      library: (account && libraryOf(account, first.job.entry.own.driveId)?.driveId) ?? null,
      kind: isBroughtBack(first) ? 'move' : first.job.kind,
      doneCount: done.length,
      ...toNames(done),
      ...toArrived(done),
      cancelledCount: records.filter(({ transfer }) => transfer.state === 'cancelled').length,
      ...toFailed(failed),
      toPath: isBroughtBack(first) ? path : toPath,
      canUndo: done.some(isUndoable),
      undoOf,
    };
  }

  /** What is in a folder counts with it. What wasn't sent is told where transfers are. */
  function toCarriedOutcome(records: readonly TransferRecord[], first: CarriedRecord): ChangeOutcome {
    const { batchId, accountId, path: toPath, undoOf } = first.transfer;
    const kept = records.filter(isOriginalKept);
    const isTop = createTopCheck(records);
    const done = records.filter((record) => isTop(record) && isChanged(record) && !isOriginalKept(record));
    return {
      batchId,
      accountId,
      library: null,
      kind: first.job.carried.verb,
      doneCount: done.length,
      ...toNames(done),
      ...toArrived(done),
      cancelledCount: 0,
      ...toFailed([...kept, ...records.filter(isFolderKept)]),
      toPath,
      canUndo: records.some(isUndoable),
      undoOf,
    };
  }

  function isUndoable(record: TransferRecord): boolean {
    const entry = toActivity(record);
    return entry !== null && toUndoMethod(entry, (accountId) => accounts.find(accountId)?.account) !== null;
  }

  return {
    itemEnded(record, isEarlier) {
      const entry = toActivity(record);
      if (entry === null) return;
      if (gathered.length + earlier.length === 0) setImmediate(write);
      (isEarlier ? earlier : gathered).push(entry);
    },
    batchEnded(records) {
      const outcome = toOutcome(records);
      if (outcome !== null) ended(outcome);
      if (
        outcome !== null &&
        untold !== null &&
        records.some(({ transfer }) => transfer.createdAt < startedAt)
      )
        untold = [...untold, outcome].slice(-maxEarlier);
      const batchId = records[0]?.transfer.batchId ?? '';
      for (const resolve of waiting.get(batchId) ?? []) resolve(records.flatMap(toItemEnd));
      waiting.delete(batchId);
      if (outcome === null) return;
      // Failures stay on the list until they are seen; the rest is in the log now.
      const isQuiet = records.every(({ transfer }) => transfer.isQuiet);
      if (isQuiet && outcome.failedCount === 0)
        void written.then(() => transfers().clearBatch(outcome.batchId)).catch(() => undefined);
    },
    takeEarlier() {
      const earlier = untold ?? [];
      untold = null;
      return earlier;
    },
    whenEnded: (batchId) =>
      new Promise((resolve) => waiting.set(batchId, [...(waiting.get(batchId) ?? []), resolve])),
  };
}

function toItemEnd({ transfer, job }: TransferRecord): ItemEnd[] {
  if (!isChangeJob(job)) return [];
  const { state, failure, name } = transfer;
  if (state === 'done') return [{ item: job.entry.own, failure: null }];
  const code = state === 'failed' ? 'bug' : 'cancelled';
  return [{ item: job.entry.own, failure: failure ?? toFailure(code, name) }];
}

const isChanged = ({ transfer: { state, outcome } }: TransferRecord): boolean =>
  state === 'done' && outcome !== 'skipped' && outcome !== 'identical';

const isOriginalKept = ({ transfer: { state, failure } }: TransferRecord): boolean =>
  state === 'done' && failure?.code === 'originalKept';

/** Only a folder that the move left empty is still there. */
const isFolderKept = ({ transfer: { state, failure } }: TransferRecord): boolean =>
  state === 'done' && failure?.code === 'folderKept';

function toNames(
  records: readonly TransferRecord[],
): Pick<ChangeOutcome, 'doneNames' | 'renamedCount' | 'newName'> {
  const renamed = records.flatMap(({ transfer: { name, finalName } }) =>
    finalName === null || finalName === name ? [] : [finalName],
  );
  return {
    doneNames: records.slice(0, maxNames).map(({ transfer }) => transfer.name),
    renamedCount: renamed.length,
    newName: renamed.length === 1 ? (renamed[0] ?? null) : null,
  };
}

function toArrived(records: readonly TransferRecord[]): Pick<ChangeOutcome, 'itemIds' | 'folder'> {
  const folders = records.map(({ job }) => toFolder(job));
  const [folder = null] = folders;
  const isOne = folders.every((each) => each !== null && folder !== null && sameItem(each, folder));
  return {
    itemIds: records.slice(0, maxSelectedIds).flatMap(({ transfer }) => transfer.item?.itemId ?? []),
    folder: isOne ? folder : null,
  };
}

function toFolder(job: Job): ItemRef | null {
  switch (job.kind) {
    case 'restore':
      return job.entry.parent;
    case 'move':
    case 'copy':
      return job.to;
    case 'uploadFile':
    case 'carryFolder':
      return job.parent;
    default:
      return null;
  }
}

const toFailed = (records: readonly TransferRecord[]): Pick<ChangeOutcome, 'failedCount' | 'failed'> => ({
  failedCount: records.length,
  failed: records.slice(0, maxFailed).map(({ transfer }) => ({
    name: transfer.name,
    failure: transfer.failure ?? toFailure('bug', transfer.name),
  })),
});

type CarriedRecord = TransferRecord & { job: CarryFolderJob | (UploadFileJob & { carried: Carried }) };

const isCarried = (record: TransferRecord): record is CarriedRecord =>
  record.job.kind === 'carryFolder' || (record.job.kind === 'uploadFile' && record.job.carried !== undefined);

/** A person has chosen it: it does not lie in a folder of the same batch. */
function createTopCheck(records: readonly TransferRecord[]): (record: TransferRecord) => boolean {
  const folders = new Set(
    records.flatMap(({ job, transfer: { item } }) =>
      job.kind === 'carryFolder' && item !== null ? [toItemKey(item)] : [],
    ),
  );
  return ({ job }) => {
    const parent = job.kind === 'uploadFile' || job.kind === 'carryFolder' ? job.parent : null;
    return parent !== null && !folders.has(toItemKey(parent));
  };
}

/** The original is back, and its copy is still there. */
const isHalfUndone = (record: TransferRecord): boolean =>
  isBroughtBack(record) && record.transfer.state === 'done' && record.transfer.failure !== null;

const isBroughtBack = ({ job }: TransferRecord): boolean => job.kind === 'restore' && job.copy !== undefined;

export const toEditOutcome = (record: ActivityRecord): ChangeOutcome => ({
  batchId: record.batchId,
  accountId: record.accountId,
  library: null,
  kind: record.kind,
  doneCount: 1,
  doneNames: [record.entry.name],
  renamedCount: 0,
  newName: null,
  itemIds: [record.entry.itemId],
  folder: null,
  cancelledCount: 0,
  failedCount: 0,
  failed: [],
  toPath: record.toPath,
  canUndo: true,
  undoOf: null,
});
