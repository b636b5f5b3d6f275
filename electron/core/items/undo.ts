import { randomUUID } from 'node:crypto';
import type { ActivityLog } from '../activity/activity-log.ts';
import { toCurrentKey, type ActivityRecord } from '../activity/activity-record.ts';
import type { UndoPlan, UndoMethod } from '../../contract/activity.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { toItemKey } from '../graph/addressing.ts';
import { createItems, orNull } from '../graph/items.ts';
import { isChangeJob } from '../transfers/model/change-job.ts';
import type { Job } from '../transfers/model/transfer-record.ts';
import type { Batch } from '../transfers/start-transfers.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { ChangeOutcomes } from './change-outcomes.ts';
import { holdsMore } from './holds-more.ts';
import { toUndoJob, toUndoMethod, type UndoJob } from './undo-jobs.ts';

export interface Undo {
  /**
   * `entryIds` null: all that can be undone. Repeated calls undo once. @throws AppError undoExpired, notEmpty
   */
  undo(batchId: string, entryIds: readonly string[] | null): Promise<Batch>;
  /** null: no confirmation is needed, as it stays in its drive. */
  plan(batchId: string, entryIds: readonly string[] | null): Promise<UndoPlan | null>;
}

export interface UndoDeps {
  accounts: AccountDrives;
  activity: ActivityLog;
  transfers: Pick<Transfers, 'change' | 'carry' | 'undoing'>;
  outcomes: Pick<ChangeOutcomes, 'whenEnded'>;
}

export function createUndo({ accounts, activity, transfers, outcomes }: UndoDeps): Undo {
  const running = new Map<string, Promise<Batch>>();

  /** It may have been filled since it was created, copied or restored. */
  async function demandUnfilled({ kind, entry, after, accountId, carried }: ActivityRecord): Promise<void> {
    // A folder that went to another drive is deleted only when it is empty.
    if (carried !== undefined) return;
    const isDeleted = kind === 'newFolder' || kind === 'copy' || kind === 'restore';
    if (!isDeleted || entry.kind !== 'folder') return;
    const drive = accounts.drive(accountId);
    const made = kind === 'newFolder' ? 0 : entry.childCount;
    const there = await orNull(createItems(drive).get(after?.item ?? entry.own));
    if (there === null) return;
    const now = there.entry;
    const isFilled =
      (made !== null && (now.childCount ?? Number.POSITIVE_INFINITY) > made) ||
      (kind === 'restore' && (await hasGrown(drive, now, entry.sizeBytes))) ||
      (kind === 'copy' && (await holdsMore(drive, now, entry)));
    if (isFilled) throw new AppError('notEmpty', { subject: now.name });
  }

  /** A folder that went to another drive stands for its contents. */
  async function find(batchId: string, entryIds: readonly string[] | null): Promise<Found[]> {
    const ofBatch = await activity.ofBatch(batchId);
    const isChosen = ({ entryId }: ActivityRecord): boolean =>
      entryIds === null || entryIds.includes(entryId);
    const folders = new Set(
      ofBatch.flatMap((record) =>
        isChosen(record) && record.after !== null ? toItemKey(record.after.item) : [],
      ),
    );
    return ofBatch
      .filter((record) => (isChosen(record) || isInOneOf(record, folders)) && !activity.isUndone(record))
      .flatMap((record) => {
        const method = toUndoMethod(record, (accountId) => accounts.find(accountId)?.account);
        return method === null ? [] : { record, method };
      });
  }

  return {
    async plan(batchId, entryIds) {
      const between = (await find(batchId, entryIds)).filter(({ method }) => method !== 'plain');
      const [first] = between;
      if (first === undefined || first.method === 'plain') return null;
      const { record, method } = first;
      const folders = new Set(
        between.flatMap(({ record: { after } }) => (after === null ? [] : toItemKey(after.item))),
      );
      const tops = between.filter((found) => !isInOneOf(found.record, folders));
      return { method, count: tops.length, name: tops[0]?.record.entry.name ?? record.entry.name };
    },
    async undo(batchId, entryIds) {
      const found = await find(batchId, entryIds);
      const earlier = await transfers.undoing(batchId);
      const touched = new Set(earlier.flatMap(({ job }) => toTouched(job)));
      const left = found.filter(
        ({ record }) => !running.has(record.entryId) && !touched.has(toCurrentKey(record)),
      );
      if (left.length === 0) {
        const joined = found
          .map(({ record }) => running.get(record.entryId))
          .find((one) => one !== undefined);
        const [first] = earlier;
        if (joined !== undefined) return joined;
        if (first !== undefined) return { batchId: first.transfer.batchId, count: earlier.length };
      }
      const begun = begin(batchId, left);
      note(left, begun);
      return begun;
    },
  };

  async function begin(undoOf: string, found: readonly Found[]): Promise<Batch> {
    const filled = new Set(found.flatMap(({ record }) => record.carried?.made.map(toItemKey) ?? []));
    // A copied folder is deleted with the last of its copied contents.
    const isWithItsFiles = ({ record: { after }, method }: Found): boolean =>
      method === 'deleteCopy' && after !== null && filled.has(toItemKey(after.item));
    const jobs = found.flatMap((each) =>
      isWithItsFiles(each) ? [] : (toUndoJob(each.record, each.method) ?? []),
    );
    if (jobs.length === 0) {
      const [named] = await activity.ofBatch(undoOf);
      throw new AppError('undoExpired', { subject: named?.entry.name ?? null });
    }
    await Promise.all(found.map(({ record }) => demandUnfilled(record)));
    const batchId = randomUUID();
    const groups = Map.groupBy(jobs, ({ kind, accountId }) => `${kind} ${accountId}`);
    for (const group of groups.values()) send(batchId, undoOf, group);
    return { batchId, count: jobs.length };
  }

  function send(batchId: string, undoOf: string, jobs: readonly UndoJob[]): void {
    const [first] = jobs;
    if (first === undefined) return;
    const { kind, accountId } = first;
    if (kind !== 'carryBack') {
      const items = jobs.map(({ change }) => change);
      transfers.change({ kind, accountId, items, undoOf, batchId });
      return;
    }
    for (const { change, toAccountId = accountId } of jobs) {
      if (change.to === null) continue;
      const { folder, path, name } = change.to;
      const to = { accountId: toAccountId, parent: folder, path };
      transfers.carry({ verb: 'move', to, name, undoOf, batchId }, accountId, [change]);
    }
  }

  /** Until the log knows that they are undone. */
  function note(found: readonly Found[], begun: Promise<Batch>): void {
    const forget = () => {
      for (const { record } of found) running.delete(record.entryId);
    };
    for (const { record } of found) running.set(record.entryId, begun);
    // The log is written in the turn after the end.
    begun
      .then(({ batchId }) => outcomes.whenEnded(batchId))
      .then(() => setImmediate(forget))
      .catch(forget);
  }
}

interface Found {
  record: ActivityRecord;
  method: UndoMethod;
}

function toTouched(job: Job): string[] {
  if (job.kind === 'carryFolder' || job.kind === 'uploadFile')
    return job.carried === undefined ? [] : [job.carried.entry.own, ...job.carried.emptied].map(toItemKey);
  if (job.kind === 'restore' && job.copy !== undefined)
    return [job.copy.entry.own, ...job.copy.emptied].map(toItemKey);
  if (job.kind === 'delete') return [job.entry.own, ...(job.emptied ?? [])].map(toItemKey);
  return isChangeJob(job) ? [toItemKey(job.entry.own)] : [];
}

const isInOneOf = ({ carried }: ActivityRecord, folders: ReadonlySet<string>): boolean =>
  carried?.made.some((made) => folders.has(toItemKey(made))) ?? false;

/** `sizeBytes`: the total when it was restored; null if unknown. */
async function hasGrown(drive: AccountDrive, folder: ItemRef, sizeBytes: number | null): Promise<boolean> {
  if (sizeBytes === null) return false;
  const now = await createItems(drive).folderSize(folder);
  return now !== null && now > sizeBytes;
}
